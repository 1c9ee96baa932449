// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors that Tomcat raises before any servlet runs (a malformed request line or path), in the same envelope as all others. */
final class EnvelopeErrorValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(EnvelopeErrorValve.class);

    private final ErrorBody body;

    EnvelopeErrorValve(ErrorBody body) {
        this.body = body;
    }

    /**
     * The status, but 400 where the container says that it does not know a transfer coding, a method or a version (RFC 9112 section 6.1, RFC
     * 9110 sections 9.3.6 and 15.6.6 advise 501 and 505): clients try again after these, and alarms count them, and neither is of use.
     */
    private static int forClient(Response response) {
        int status = response.getStatus();
        if (status == HttpServletResponse.SC_NOT_IMPLEMENTED
                || status == HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
        return response.getStatus();
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = forClient(response);
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            byte[] bytes = body.of(status);
            response.setContentType("application/json");
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
            response.finishResponse();
        } catch (IOException e) {
            log.debug("client went away before its error", e);
        }
    }
}
