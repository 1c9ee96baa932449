// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.ApiKeyPrincipal;
import dev.sightglass.access.JwtPrincipal;
import dev.sightglass.access.KnownWorkspaces;
import dev.sightglass.access.Principal;
import dev.sightglass.access.Role;
import dev.sightglass.access.Scope;
import dev.sightglass.consistency.ConsistencyToken;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** {@code answer-me}: who the caller is (contract section 2.4), a JWT in the shape of a wallet session. */
public final class AnswerMe implements Processor {

    private final KnownWorkspaces workspaces;
    private final Envelopes envelopes;

    public AnswerMe(KnownWorkspaces workspaces, Envelopes envelopes) {
        this.workspaces = workspaces;
        this.envelopes = envelopes;
    }

    @Override
    public void process(Exchange exchange) {
        Principal principal = ApiExchange.principal(exchange);
        // No switch over the sealed type: Java 17 has none.
        if (principal instanceof JwtPrincipal jwt) {
            envelopes.answer(exchange, person(jwt, ApiExchange.consistency(exchange)));
        } else if (principal instanceof ApiKeyPrincipal key) {
            envelopes.answer(exchange, machine(key, ApiExchange.consistency(exchange)));
        }
    }

    private Machine machine(ApiKeyPrincipal key, @Nullable ConsistencyToken token) {
        return new Machine(
                key.kind().wireName(),
                key.keyId().toString(),
                key.workspaceId(),
                key.environment().name(),
                key.scopes().stream().sorted().map(Scope::wireName).toList(),
                workspaces.find(key.workspaceId(), token).orElse(null));
    }

    private Person person(JwtPrincipal jwt, @Nullable ConsistencyToken token) {
        Role role = jwt.role();
        List<Membership> memberships = role == null
                ? List.of()
                : Optional.ofNullable(jwt.selectedWorkspaceId())
                        .flatMap(id -> workspaces.find(id, token))
                        .map(name -> new Membership(name.id(), name.slug(), name.name(), role.name()))
                        .stream()
                        .toList();
        return new Person(
                jwt.kind().wireName(),
                jwt.subject(),
                jwt.selectedWorkspaceId(),
                role == null ? null : role.name(),
                memberships);
    }

    record Machine(
            String kind,
            String keyId,
            String workspaceId,
            String environment,
            List<String> scopes,
            KnownWorkspaces.@Nullable Name workspace) {}

    record Person(
            String kind,
            String walletAddress,
            @Nullable String activeWorkspaceId,
            @Nullable String activeRole,
            List<Membership> workspaces) {}

    record Membership(String id, String slug, String name, String role) {}
}
