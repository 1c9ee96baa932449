// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import dev.sightglass.access.Authenticator;
import dev.sightglass.access.NotAuthorizedException;
import dev.sightglass.access.Principal;
import dev.sightglass.api.Envelopes;
import dev.sightglass.api.Problem;
import dev.sightglass.api.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may talk to {@code /mcp} at all: whoever has a good credential, and no web page of an origin that is not listed. Refusals
 * are the contract's envelope, as of every other path.
 */
final class McpGate {

    private final Authenticator authenticator;
    private final Envelopes envelopes;
    private final Set<String> allowedOrigins;

    /** @param allowedOrigins values of {@code Origin}, as browsers write them */
    McpGate(Authenticator authenticator, Envelopes envelopes, Set<String> allowedOrigins) {
        this.authenticator = authenticator;
        this.envelopes = envelopes;
        this.allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /**
     * Who sends this. A page that reached us by DNS rebinding brings its own Origin (MCP, transports, "Security Warning").
     *
     * @return null if the request was refused, and answered
     */
    @Nullable Principal admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String origin = request.getHeader("Origin");
            if (origin != null && !allowedOrigins.contains(origin)) {
                throw new NotAuthorizedException("mcp:originNotAllowed");
            }
            return authenticator.authenticate(request.getHeader("Authorization"));
        } catch (RuntimeException e) {
            refuse(response, Problems.of(e));
            return null;
        }
    }

    private void refuse(HttpServletResponse response, Problem problem) throws IOException {
        int status = problem.code().status();
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if (problem.retryAfterSeconds() != null) {
            response.setHeader("Retry-After", problem.retryAfterSeconds().toString());
        }
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        byte[] body = envelopes.error(problem);
        response.setContentType(Envelopes.CONTENT_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Whether a request's type is JSON, whatever its parameters. */
    static boolean isJson(@Nullable String contentType) {
        return contentType != null && essence(contentType).equals("application/json");
    }

    /** Whether JSON may be answered. Clients have to accept streams too, which is no concern of a server that sends none. */
    static boolean acceptsJson(@Nullable String accept) {
        if (accept == null) {
            return true;
        }
        for (String range : accept.split(",", -1)) {
            if (Set.of("application/json", "application/*", "*/*").contains(essence(range))) {
                return true;
            }
        }
        return false;
    }

    private static String essence(String mediaType) {
        int parameters = mediaType.indexOf(';');
        return (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
