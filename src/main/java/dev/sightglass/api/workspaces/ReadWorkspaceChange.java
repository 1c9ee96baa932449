// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.access.workspace.Availability;
import dev.sightglass.access.workspace.Change;
import dev.sightglass.access.workspace.DeviceKind;
import dev.sightglass.access.workspace.WorkspaceChange;
import dev.sightglass.access.workspace.WorkspaceException;
import dev.sightglass.api.RequestBody;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * {@code read-workspace-change}: the body of a request as a {@link WorkspaceChange}, every field checked. A merge patch (RFC 7396):
 * what is missing stays, null clears, and a patch of nothing changes nothing.
 */
public final class ReadWorkspaceChange implements Processor {

    private static final Choices<Availability> AVAILABILITY =
            Choices.of("availabilityState", Availability.ONLINE, Availability.OFFLINE);
    private static final Choices<DeviceKind> DEVICE_KIND = Choices.of("deviceKind", DeviceKind.values());

    private final RequestBody<WorkspaceChangeRequest> body =
            new RequestBody<>(WorkspaceChangeRequest.class, WorkspaceSteps.AREA);

    @Override
    public void process(Exchange exchange) {
        WorkspaceChangeRequest request = body.read(exchange);
        exchange.getMessage()
                .setBody(new WorkspaceChange(
                        name(request.name()),
                        availability(request.availabilityState()),
                        number("coverageLat", request.coverageLat()),
                        number("coverageLng", request.coverageLng()),
                        number("coverageRadiusMeters", request.coverageRadiusMeters()),
                        deviceKind(request.deviceKind())));
    }

    private static @Nullable String name(@Nullable JsonNode node) {
        if (node != null && !node.isTextual()) {
            throw WorkspaceException.field("name", "a text");
        }
        return node == null ? null : node.textValue();
    }

    private static @Nullable Availability availability(@Nullable JsonNode node) {
        return node == null ? null : AVAILABILITY.named(node.textValue());
    }

    private static Change<Double> number(String field, @Nullable JsonNode node) {
        if (node == null) {
            return Change.none();
        }
        if (!node.isNumber() && !node.isNull()) {
            throw WorkspaceException.field(field, "a number, or null to clear it");
        }
        return Change.to(node.isNull() ? null : node.doubleValue());
    }

    private static Change<DeviceKind> deviceKind(@Nullable JsonNode node) {
        if (node == null) {
            return Change.none();
        }
        return Change.to(node.isNull() ? null : DEVICE_KIND.named(node.textValue()));
    }
}
