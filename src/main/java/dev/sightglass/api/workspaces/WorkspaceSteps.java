// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import dev.sightglass.access.JwtPrincipal;
import dev.sightglass.access.NotAuthorizedException;
import dev.sightglass.access.Principal;
import dev.sightglass.access.Role;
import dev.sightglass.access.workspace.Heartbeat;
import dev.sightglass.access.workspace.NewWorkspace;
import dev.sightglass.access.workspace.Workspace;
import dev.sightglass.access.workspace.WorkspaceChange;
import dev.sightglass.access.workspace.Workspaces;
import dev.sightglass.api.ApiExchange;
import dev.sightglass.api.Envelopes;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** The steps that make, find, change and show workspaces, each a processor that a route calls by name. */
public final class WorkspaceSteps {
    static final String AREA = "workspace";

    private final Workspaces workspaces;
    private final Envelopes envelopes;

    public WorkspaceSteps(Workspaces workspaces, Envelopes envelopes) {
        this.workspaces = workspaces;
        this.envelopes = envelopes;
    }

    /** {@code create-workspace}: body {@link NewWorkspace} becomes the workspace it made. */
    public Processor create() {
        return exchange ->
                hold(exchange, workspaces.create(exchange.getMessage().getBody(NewWorkspace.class)));
    }

    /** {@code find-workspace}: the workspace that the path names, as body. */
    public Processor find() {
        return exchange -> hold(exchange, workspaces.find(ApiExchange.workspaceId(exchange)));
    }

    /** {@code change-workspace}: body {@link WorkspaceChange} becomes the changed workspace. */
    public Processor change() {
        return exchange -> hold(
                exchange,
                workspaces.change(
                        ApiExchange.workspaceId(exchange), exchange.getMessage().getBody(WorkspaceChange.class)));
    }

    /** {@code note-heartbeat}: body {@link Heartbeat} becomes the workspace it was of. */
    public Processor heartbeat() {
        return exchange -> hold(
                exchange,
                workspaces.heartbeat(
                        ApiExchange.workspaceId(exchange), exchange.getMessage().getBody(Heartbeat.class)));
    }

    /** {@code answer-workspace}: the workspace in the success envelope. */
    public Processor answer() {
        return exchange -> envelopes.answer(exchange, WorkspaceView.of(held(exchange)));
    }

    /** {@code answer-new-workspace}: the same, with the consistency token of its making. */
    public Processor answerCreated() {
        return exchange -> envelopes.answer(
                exchange,
                new WorkspaceView.Created(WorkspaceView.of(held(exchange)), ApiExchange.issuedToken(exchange)));
    }

    /** {@code list-workspaces}: the one workspace of a JWT with the role in it, or none; keys cannot list. */
    public Processor list() {
        return exchange -> {
            Principal principal = ApiExchange.principal(exchange);
            if (!(principal instanceof JwtPrincipal jwt)) {
                throw new NotAuthorizedException("caller:notAllowed");
            }
            envelopes.answer(exchange, listed(jwt.selectedWorkspaceId(), jwt.role()));
        };
    }

    private List<WorkspaceView.Listed> listed(@Nullable String id, @Nullable Role role) {
        return id == null
                ? List.of()
                : List.of(new WorkspaceView.Listed(
                        WorkspaceView.of(workspaces.find(id)), role == null ? null : role.name()));
    }

    private static void hold(Exchange exchange, Workspace workspace) {
        exchange.getMessage().setBody(workspace);
    }

    private static Workspace held(Exchange exchange) {
        return exchange.getMessage().getBody(Workspace.class);
    }
}
