// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.access.ApiKeyPrincipal;
import dev.sightglass.access.Environment;
import dev.sightglass.access.NotAuthorizedException;
import dev.sightglass.api.sessions.RequireRole;
import dev.sightglass.api.sessions.WorkspaceRoles;
import dev.sightglass.consistency.ConsistencyToken;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequireRoleTest {
    private static final WorkspaceRoles ROLES = new WorkspaceRoles() {
        @Override
        public boolean isConsumer(String workspaceId, @Nullable ConsistencyToken token) {
            return workspaceId.equals("cats");
        }

        @Override
        public boolean isSupplier(String workspaceId, @Nullable ConsistencyToken token) {
            return workspaceId.equals("dogs");
        }
    };

    @Test
    void letsEachRolePassWhereItMay() {
        assertThatCode(() -> RequireRole.consumerRole(ROLES).process(from("cats")))
                .doesNotThrowAnyException();
        assertThatCode(() -> RequireRole.supplierRole(ROLES).process(from("dogs")))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesWhoHasNotTheRole() {
        assertThatExceptionOfType(NotAuthorizedException.class)
                .isThrownBy(() -> RequireRole.consumerRole(ROLES).process(from("dogs")))
                .returns("workspace:notConsumer", NotAuthorizedException::detail);
        assertThatExceptionOfType(NotAuthorizedException.class)
                .isThrownBy(() -> RequireRole.supplierRole(ROLES).process(from("cats")))
                .returns("workspace:notSupplier", NotAuthorizedException::detail);
    }

    private static Exchange from(String workspace) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        ApiExchange.setPrincipal(
                exchange, new ApiKeyPrincipal(workspace, UUID.randomUUID(), Set.of(), Environment.TEST, false));
        return exchange;
    }
}
