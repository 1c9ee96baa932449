// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static dev.sightglass.session.SessionState.ASSIGNED;
import static dev.sightglass.session.SessionState.CANCELLED;
import static dev.sightglass.session.SessionState.ENDED;
import static dev.sightglass.session.SessionState.EXPIRED;
import static dev.sightglass.session.SessionState.LIVE;
import static dev.sightglass.session.SessionState.PAUSED;
import static dev.sightglass.session.SessionState.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionStateTest {
    private static final Map<SessionState, Set<SessionState>> STEPS = Map.of(
            REQUESTED, EnumSet.of(ASSIGNED, EXPIRED, CANCELLED),
            ASSIGNED, EnumSet.of(LIVE, EXPIRED, CANCELLED),
            LIVE, EnumSet.of(ENDED, EXPIRED));

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void leadsWhereTheContractsTableSaysAndNowhereElse(SessionState from) {
        assertThat(Arrays.stream(SessionState.values()).filter(from::canBecome))
                .containsExactlyInAnyOrderElementsOf(STEPS.getOrDefault(from, Set.of()));
    }

    @Test
    void isTerminalWhenEndedExpiredOrCancelled() {
        assertThat(Arrays.stream(SessionState.values()).filter(SessionState::isTerminal))
                .containsExactlyInAnyOrder(ENDED, EXPIRED, CANCELLED);
    }

    @Test
    void neverLeadsToPaused() {
        assertThat(Arrays.stream(SessionState.values()).filter(from -> from.canBecome(PAUSED)))
                .isEmpty();
    }
}
