// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Keeps audio from being decoded: a server is told that we receive it, libwebrtc that there is none. So its packets come, and are dropped
 * before any jitter buffer, since nothing plays them; docs/decisions/0017 says why.
 */
final class AudioSections {
    private static final List<String> DIRECTIONS = List.of("a=sendrecv", "a=sendonly", "a=recvonly", "a=inactive");

    private AudioSections() {}

    /**
     * Returns {@code sdp} with {@code direction} in each of its audio sections that is not rejected (port 0).
     *
     * @param sdp lines end with CR LF
     * @param direction such as {@code inactive}
     */
    static String directed(String sdp, String direction) {
        boolean[] audio = {false};
        return sdp.lines()
                        .map(line -> {
                            if (line.startsWith("m=")) {
                                audio[0] = line.startsWith("m=audio ") && !line.startsWith("m=audio 0 ");
                            }
                            return audio[0] && DIRECTIONS.contains(line) ? "a=" + direction : line;
                        })
                        .collect(Collectors.joining("\r\n"))
                + "\r\n";
    }
}
