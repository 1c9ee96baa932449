// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * As much of a session description (RFC 8866) as the checks of an answer need.
 *
 * @param session the lines before the first m-line
 * @param media the m-sections in order
 */
record Sdp(List<String> session, List<Media> media) {

    /**
     * One m-section.
     *
     * @param lines its lines, the m-line first
     */
    record Media(List<String> lines) {
        /** {@code audio}, {@code video}, {@code application}; empty if the m-line is malformed. */
        String kind() {
            return field(0);
        }

        boolean isRejected() {
            return field(1).equals("0") || lines.contains("a=inactive");
        }

        /** The payload types of the m-line. */
        Set<String> payloadTypes() {
            String[] fields = fields();
            return new HashSet<>(List.of(fields).subList(Math.min(3, fields.length), fields.length));
        }

        private String field(int index) {
            String[] fields = fields();
            return index < fields.length ? fields[index] : "";
        }

        private String[] fields() {
            return lines.get(0).substring(2).strip().split("\\s+");
        }
    }

    /** Splits {@code text} at its m-lines; lines may end with CR LF or LF. */
    static Sdp parse(String text) {
        List<String> session = new ArrayList<>();
        List<Media> media = new ArrayList<>();
        List<String> current = session;
        for (String line : text.lines().map(String::stripTrailing).toList()) {
            if (line.startsWith("m=")) {
                current = new ArrayList<>();
                media.add(new Media(current));
            }
            if (!line.isEmpty()) {
                current.add(line);
            }
        }
        return new Sdp(session, media);
    }

    /** Tells whether {@code media}, or else the session, has a line that begins with {@code prefix}. */
    boolean has(Media section, String prefix) {
        return section.lines().stream().anyMatch(line -> line.startsWith(prefix))
                || session.stream().anyMatch(line -> line.startsWith(prefix));
    }
}
