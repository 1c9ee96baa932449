// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.access.Principal;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class McpSessionsTest {
    private static final McpOwner ANN = new McpOwner(Principal.Kind.API_KEY, "key:ann");
    private static final McpOwner BOB = new McpOwner(Principal.Kind.API_KEY, "key:bob");
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final AtomicLong now = new AtomicLong();
    private final McpSessions sessions = new McpSessions(3, IDLE, now::get);

    @Test
    void findsASessionForItsOpenerOnly() {
        sessions.add(ANN, session("a"));

        assertThat(sessions.find(ANN, "a")).isNotNull();
        assertThat(sessions.find(BOB, "a")).isNull();
        assertThat(sessions.find(new McpOwner(Principal.Kind.JWT, "key:ann"), "a"))
                .isNull();
    }

    @Test
    void letsNobodyElseEndASession() {
        sessions.add(ANN, session("a"));

        assertThat(sessions.remove(BOB, "a")).isFalse();
        assertThat(sessions.remove(ANN, "a")).isTrue();
        assertThat(sessions.find(ANN, "a")).isNull();
    }

    @Test
    void forgetsASessionThatNobodyUses() {
        sessions.add(ANN, session("a"));

        now.addAndGet(IDLE.toNanos() + 1);

        assertThat(sessions.find(ANN, "a")).isNull();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void keepsASessionThatIsUsed() {
        sessions.add(ANN, session("a"));

        now.addAndGet(IDLE.toNanos());
        sessions.find(ANN, "a");
        now.addAndGet(IDLE.toNanos());

        assertThat(sessions.find(ANN, "a")).isNotNull();
    }

    @Test
    void closesTheLongestUnusedOfWhoeverHasTheMost() {
        sessions.add(BOB, session("b"));
        sessions.add(ANN, session("a1"));
        now.incrementAndGet();
        sessions.add(ANN, session("a2"));
        now.incrementAndGet();
        sessions.find(ANN, "a1");

        sessions.add(ANN, session("a3"));

        assertThat(sessions.find(ANN, "a2")).as("the longest unused").isNull();
        assertThat(sessions.find(ANN, "a1")).isNotNull();
        assertThat(sessions.find(ANN, "a3")).isNotNull();
        assertThat(sessions.find(BOB, "b")).as("of somebody modest").isNotNull();
    }

    private static McpStreamableServerSession session(String id) {
        return new McpStreamableServerSession(id, null, null, Duration.ofSeconds(1), Map.of(), Map.of());
    }
}
