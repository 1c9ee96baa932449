// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ICE candidates that were found after a description had been sent, as an {@code application/trickle-ice-sdpfrag} (RFC 8840 section 9;
 * draft-ietf-wish-whep, "Trickle ICE").
 */
public final class CandidateFragment {
    private CandidateFragment() {}

    /**
     * Returns the fragment, or null if every candidate was in what was sent.
     *
     * @param sent our description as the server has it
     * @param local our description as it is now
     * @param complete whether there will be no more candidates
     */
    public static @Nullable String between(String sent, String local, boolean complete) {
        List<String> known = candidates(sent.lines().toList());
        Sdp description = Sdp.parse(local);
        List<String> lines = new ArrayList<>();
        for (Sdp.Media media : description.media()) {
            List<String> late = candidates(media.lines());
            late.removeAll(known);
            if (!late.isEmpty()) {
                lines.add(media.lines().get(0).replaceFirst(" \\d+ ", " 9 "));
                lines.addAll(beginningWith("a=mid:", media.lines()));
                description.first(media, "a=ice-ufrag:").ifPresent(lines::add);
                description.first(media, "a=ice-pwd:").ifPresent(lines::add);
                lines.addAll(late);
                if (complete) {
                    lines.add("a=end-of-candidates");
                }
            }
        }
        if (lines.isEmpty()) {
            return null;
        }
        lines.addAll(0, beginningWith("a=group:BUNDLE", description.session()));
        return String.join("\r\n", lines) + "\r\n";
    }

    private static List<String> candidates(List<String> lines) {
        return beginningWith("a=candidate:", lines);
    }

    private static List<String> beginningWith(String prefix, List<String> lines) {
        List<String> found = new ArrayList<>(lines);
        found.removeIf(line -> !line.startsWith(prefix));
        return found;
    }
}
