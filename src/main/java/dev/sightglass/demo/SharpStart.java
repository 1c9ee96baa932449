// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells libwebrtc's sender, through the viewer's offer, that it may start with enough bitrate for a sharp picture.
 *
 * <p>Left alone, libwebrtc assumes a slow path at first. Measured at 1280x720 and 30 frames a second with H264: the first
 * frames had a luma PSNR of 34 dB and every second one was dropped for one and a half seconds; started at 4 Mbit/s the first
 * frame has 41 dB and none is dropped. 8 Mbit/s or a lower bound beside it gained nothing more. It reads
 * {@code x-google-start-bitrate} from the codecs of the <em>remote</em> description; webrtc-java shows no content hint and no
 * degradation preference.
 */
final class SharpStart {
    private static final Pattern CODEC =
            Pattern.compile("a=rtpmap:(\\d+) (?:VP8|VP9|H264|H265|AV1)/90000", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORMAT = Pattern.compile("a=fmtp:(\\d+) .*");

    private final String parameter;

    /** @param startKbps first estimate of the way to the viewer, in kbit/s */
    SharpStart(int startKbps) {
        this.parameter = "x-google-start-bitrate=" + startKbps;
    }

    /** The same offer with the parameter added to each video codec in it. */
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
            return line + ";" + parameter;
        }
        Matcher codec = CODEC.matcher(line);
        if (codec.matches() && !formatted.contains(codec.group(1))) {
            return line + "\r\na=fmtp:" + codec.group(1) + " " + parameter;
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
