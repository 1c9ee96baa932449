// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * As much of a session description (RFC 8866) as the checks of answers and offers need.
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

        /** Port 0, unless that only says that the section shares another's port (RFC 9143 section 6), or inactive. */
        boolean isRejected() {
            return (field(1).equals("0") && !lines.contains("a=bundle-only")) || lines.contains("a=inactive");
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

    /** Tells whether {@code text} begins as SDP does. */
    static boolean isSdp(String text) {
        return text.startsWith("v=0\n") || text.startsWith("v=0\r\n");
    }

    /**
     * Returns {@code text} with lines ended by CR LF, and without empty ones.
     *
     * @throws WhepException {@code whep:notSdp} if it does not begin as SDP does
     */
    static String lines(String text) {
        if (!isSdp(text)) {
            throw WhepException.of(WhepFailure.NOT_SDP);
        }
        return text.lines()
                        .filter(line -> !line.isBlank())
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\r\n"))
                + "\r\n";
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

    /** Tells whether {@code section}, or else the session, has a line that begins with {@code prefix}. */
    boolean has(Media section, String prefix) {
        return first(section, prefix).isPresent();
    }

    /** The first line of {@code section}, or else of the session, that begins with {@code prefix}. */
    Optional<String> first(Media section, String prefix) {
        return Stream.concat(section.lines().stream(), session.stream())
                .filter(line -> line.startsWith(prefix))
                .findFirst();
    }
}
