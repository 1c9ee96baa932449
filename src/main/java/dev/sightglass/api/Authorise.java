// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.KnownWorkspaces;
import dev.sightglass.access.NotAuthorizedException;
import dev.sightglass.access.Principal;
import dev.sightglass.access.workspace.WorkspaceException;
import dev.sightglass.api.Operation.Reach;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code authorise}: lets a request pass that may call the route it came in by, as {@link Operations} says: sort of caller,
 * scopes, the workspace in the path. Whose a session is, {@code find-session} says. Behind {@code authenticate}.
 */
public final class Authorise implements Processor {

    private final KnownWorkspaces workspaces;

    public Authorise(KnownWorkspaces workspaces) {
        this.workspaces = workspaces;
    }

    @Override
    public void process(Exchange exchange) {
        Operation operation = Operations.ofRoute(String.valueOf(exchange.getFromRouteId()))
                .orElseThrow(() -> new NotAuthorizedException("route:notInTable"));
        Principal principal = ApiExchange.principal(exchange);
        if (!operation.callers().contains(Caller.of(principal))) {
            throw new NotAuthorizedException("caller:notAllowed");
        }
        if (operation.reach() != Reach.NOTHING) {
            principal.requireWorkspace();
        }
        if (operation.reach() != Reach.SESSION_IN_PATH_BY_PARTY) {
            operation.scopes().forEach(principal::require);
        }
        if (operation.reach() == Reach.WORKSPACE_IN_PATH) {
            requireWorkspace(exchange, principal.isBootstrap());
        } else if (operation.reach() == Reach.OWN_WORKSPACE_IN_PATH) {
            requireWorkspace(exchange, false);
        }
    }

    /** A workspace that is not the caller's is none of the caller's business, whether there is one or not. */
    private void requireWorkspace(Exchange exchange, boolean any) {
        String workspaceId = ApiExchange.workspaceId(exchange);
        if (!any && !ApiExchange.principal(exchange).workspaceId().equals(workspaceId)) {
            throw new WorkspaceMismatchException("workspace");
        }
        if (workspaces.find(workspaceId, ApiExchange.consistency(exchange)).isEmpty()) {
            throw WorkspaceException.notFound();
        }
    }
}
