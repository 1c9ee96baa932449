// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void hasTheContractsNames() {
        assertThat(Arrays.stream(Scope.values()).map(Scope::wireName))
                .containsExactly(
                        "sessions:read",
                        "sessions:create",
                        "sessions:operate",
                        "pricing:read",
                        "wallet:read",
                        "operators:write",
                        "coverage:write",
                        "webhooks:write");
    }

    @Test
    void isFoundByItsNameOnly() {
        assertThat(Scope.of("sessions:read")).contains(Scope.SESSIONS_READ);
        assertThat(Scope.of("Sessions:Read")).isEmpty();
        assertThat(Scope.of("sessions:*")).isEmpty();
    }
}
