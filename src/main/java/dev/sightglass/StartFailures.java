// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.picture.PictureNativesMissingException;
import dev.sightglass.platform.SettingException;
import dev.sightglass.whep.webrtc.WebRtcUnavailableException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in a sentence why the start stopped, where we know it. */
final class StartFailures implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebRtcUnavailableException
                    || cause instanceof PictureNativesMissingException
                    || cause instanceof SettingException) {
                return new FailureAnalysis(cause.getMessage(), null, failure);
            }
        }
        return null;
    }
}
