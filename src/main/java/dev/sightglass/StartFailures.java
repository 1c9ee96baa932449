// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.picture.PictureNativesMissingException;
import dev.sightglass.platform.SettingException;
import dev.sightglass.whep.webrtc.WebRtcUnavailableException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.spring.boot.CamelSpringBootInitializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in a sentence why the start stopped, where we know it. */
final class StartFailures implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String sentence = sentence(cause);
            if (sentence != null) {
                return new FailureAnalysis(sentence, null, failure);
            }
        }
        return null;
    }

    private static @Nullable String sentence(Throwable cause) {
        if (cause instanceof WebRtcUnavailableException
                || cause instanceof PictureNativesMissingException
                || cause instanceof SettingException) {
            return cause.getMessage();
        }
        if (cause instanceof FailedToCreateRouteException e) {
            return "Route " + e.getRouteId() + " cannot be built: " + innermost(e);
        }
        if (cause instanceof CamelSpringBootInitializationException) {
            return "The routes cannot be read: " + innermost(cause);
        }
        return null;
    }

    /** The parser knows line and column, the endpoint its option; everything around only repeats the route. */
    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
