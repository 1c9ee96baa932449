// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PrincipalTest {
    private static Principal with(Set<Scope> scopes) {
        return new ApiKeyPrincipal("cats", UUID.randomUUID(), scopes, Environment.TEST, false);
    }

    @Test
    void passesWithTheScope() {
        Principal reader = with(Set.of(Scope.SESSIONS_READ));

        reader.require(Scope.SESSIONS_READ);

        assertThat(reader.has(Scope.SESSIONS_READ)).isTrue();
    }

    @Test
    void isStoppedWithoutIt() {
        assertThatExceptionOfType(NotAuthorizedException.class)
                .isThrownBy(() -> with(Set.of(Scope.SESSIONS_READ)).require(Scope.SESSIONS_CREATE))
                .returns("NOT_AUTHORIZED", AccessDeniedException::code)
                .returns("scope:sessionsCreate", AccessDeniedException::detail);
    }

    @Test
    void gainsNothingFromAChangeOfTheSetItWasMadeWith() {
        EnumSet<Scope> scopes = EnumSet.of(Scope.SESSIONS_READ);
        Principal reader = with(scopes);

        scopes.add(Scope.SESSIONS_CREATE);

        assertThat(reader.has(Scope.SESSIONS_CREATE)).isFalse();
    }
}
