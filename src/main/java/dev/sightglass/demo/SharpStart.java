// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells libwebrtc's sender, through the viewer's offer, that it may start with enough bitrate for a full-size picture.
 *
 * <p>Left alone, libwebrtc assumes 300 kbit/s at first and sends 320x180 until its estimate has grown. It reads
 * the {@code x-google-*} parameters of the codecs in the <em>remote</em> description, and has no other knob that webrtc-java
 * shows.
 */
final class SharpStart {
    private static final Pattern CODEC =
            Pattern.compile("a=rtpmap:(\\d+) (?:VP8|VP9|H264|H265|AV1)/90000", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORMAT = Pattern.compile("a=fmtp:(\\d+) .*");

    private final String parameters;

    /**
     * @param startKbps first estimate of the way to the viewer, kbit/s
     * @param leastKbps the estimate never falls below, kbit/s
     */
    SharpStart(int startKbps, int leastKbps) {
        this.parameters = "x-google-start-bitrate=%d;x-google-min-bitrate=%d".formatted(startKbps, leastKbps);
    }

    /** The same offer with the parameters added to each video codec in it. */
    String applyTo(String offer) {
        List<String> lines = offer.lines().toList();
        Set<String> codecs = payloadTypes(lines, CODEC);
        Set<String> formatted = payloadTypes(lines, FORMAT);
        return lines.stream()
                .map(line -> extend(line, codecs, formatted) + "\r\n")
                .collect(Collectors.joining());
    }

    private String extend(String line, Set<String> codecs, Set<String> formatted) {
        Matcher format = FORMAT.matcher(line);
        if (format.matches() && codecs.contains(format.group(1))) {
            return line + ";" + parameters;
        }
        Matcher codec = CODEC.matcher(line);
        if (codec.matches() && !formatted.contains(codec.group(1))) {
            return line + "\r\na=fmtp:" + codec.group(1) + " " + parameters;
        }
        return line;
    }

    private static Set<String> payloadTypes(List<String> lines, Pattern pattern) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
