// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import dev.sightglass.access.workspace.NewWorkspace;
import dev.sightglass.access.workspace.WorkspaceException;
import dev.sightglass.access.workspace.WorkspaceRole;
import dev.sightglass.api.RequestBody;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** {@code read-new-workspace}: the body of a request as a {@link NewWorkspace}, every field checked. */
public final class ReadNewWorkspace implements Processor {

    private static final Choices<WorkspaceRole> ROLES = Choices.of("roles", WorkspaceRole.values());

    private final RequestBody<NewWorkspaceRequest> body =
            new RequestBody<>(NewWorkspaceRequest.class, WorkspaceSteps.AREA);

    @Override
    public void process(Exchange exchange) {
        NewWorkspaceRequest request = body.read(exchange);
        exchange.getMessage()
                .setBody(new NewWorkspace(
                        required("slug", request.slug()), required("name", request.name()), roles(request.roles())));
    }

    private static Set<WorkspaceRole> roles(@Nullable List<@Nullable String> names) {
        if (names == null) {
            throw ROLES.refusal();
        }
        return names.stream().map(ROLES::named).collect(Collectors.toUnmodifiableSet());
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw WorkspaceException.field(field, "this property is required");
        }
        return value;
    }
}
