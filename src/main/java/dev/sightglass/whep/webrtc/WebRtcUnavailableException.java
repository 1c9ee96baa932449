// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The native WebRTC library cannot be loaded; the message is one sentence that says what to install. */
public final class WebRtcUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Pattern MISSING = Pattern.compile("(lib[\\w+.-]+?\\.so[.\\d]*): cannot open shared object");
    private static final String PACKAGES =
            "libpulse0 libudev1 libx11-6 libxfixes3 libxrandr2 libxcomposite1 libdbus-1-3";

    private WebRtcUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Names what {@code cause}, or one of its causes, was missing. */
    static WebRtcUnavailableException because(Throwable cause) {
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            Matcher missing = MISSING.matcher(String.valueOf(reason.getMessage()));
            if (missing.find()) {
                return new WebRtcUnavailableException(
                        "The native WebRTC library needs " + missing.group(1)
                                + ", which this machine lacks: run apt-get install --no-install-recommends " + PACKAGES
                                + ".",
                        cause);
            }
        }
        return new WebRtcUnavailableException(
                "The native WebRTC library for " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                        + " could not be loaded (it needs a temporary directory that is not mounted noexec, and on Debian:"
                        + " apt-get install --no-install-recommends " + PACKAGES + ").",
                cause);
    }
}
