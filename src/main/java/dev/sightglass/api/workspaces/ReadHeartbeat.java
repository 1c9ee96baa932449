// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.access.workspace.Heartbeat;
import dev.sightglass.access.workspace.WorkspaceException;
import dev.sightglass.api.RequestBody;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** {@code read-heartbeat}: the body of a request as a {@link Heartbeat}, every field checked. */
public final class ReadHeartbeat implements Processor {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final RequestBody<HeartbeatRequest> body = new RequestBody<>(HeartbeatRequest.class, WorkspaceSteps.AREA);

    @Override
    public void process(Exchange exchange) {
        HeartbeatRequest request = body.read(exchange);
        if (request.sessionId() != null && !UUID.matcher(request.sessionId()).matches()) {
            throw WorkspaceException.field("sessionId", "the id of a session");
        }
        Double speed = request.speedMps();
        // Written so that NaN is refused too.
        if (speed != null && !(speed >= 0 && Double.isFinite(speed))) {
            throw WorkspaceException.field("speedMps", "0 or more");
        }
        exchange.getMessage()
                .setBody(new Heartbeat(
                        required("lat", request.lat()),
                        required("lng", request.lng()),
                        required("accuracyMeters", request.accuracyMeters()),
                        sequence(request.sequence())));
    }

    private static double required(String field, @Nullable Double value) {
        if (value == null) {
            throw WorkspaceException.field(field, "a number is required");
        }
        return value;
    }

    private static long sequence(@Nullable JsonNode node) {
        // The text of a JSON integer is its digits; a fraction or a sign does not match.
        String text = node != null && (node.isIntegralNumber() || node.isTextual()) ? node.asText() : "";
        if (!DIGITS.matcher(text).matches()) {
            throw outOfRange();
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw outOfRange();
        }
    }

    private static WorkspaceException outOfRange() {
        return WorkspaceException.field(
                "sequence", "a whole number from 0 to " + Long.MAX_VALUE + ", as a number or as text");
    }
}
