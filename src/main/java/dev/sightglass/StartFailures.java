// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.picture.PictureNativesMissingException;
import dev.sightglass.whep.webrtc.WebRtcUnavailableException;
import java.sql.SQLException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.spring.boot.CamelSpringBootInitializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Says in a sentence why the start stopped, where we know it. */
final class StartFailures implements FailureAnalyzer {

    private final RoutePlace routes;

    /** @param environment null where the start failed before there was one */
    StartFailures(@Nullable Environment environment) {
        routes = new RoutePlace(environment == null ? "" : environment.getProperty("sightglass.routes-pattern", ""));
    }

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

    private @Nullable String sentence(Throwable cause) {
        if (cause instanceof WebRtcUnavailableException || cause instanceof PictureNativesMissingException) {
            return cause.getMessage();
        }
        if (cause instanceof SQLException e) {
            return "The database cannot be opened: " + reason(e);
        }
        if (cause instanceof FailedToCreateRouteException e) {
            String reason = innermost(e);
            String place = routes.of(e.getRouteId(), reason);
            return "Route " + e.getRouteId() + (place == null ? "" : " (" + place + ")") + " cannot be built: "
                    + reason;
        }
        if (cause instanceof CamelSpringBootInitializationException) {
            return "The routes cannot be read: " + innermost(cause);
        }
        return null;
    }

    /** The pool only says that it waited; the driver below knows why: by host, port or file, neither password nor whole URL. */
    private static String reason(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            message = cause instanceof SQLException driver ? String.valueOf(driver.getMessage()) : message;
        }
        return message.lines().findFirst().orElse("");
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
