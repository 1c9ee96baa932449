// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SessionEventsTest {
    private static final UUID ONE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final AtomicLong nanoTime = new AtomicLong();
    private final SessionEvents events = new SessionEvents(Duration.ofMinutes(10), nanoTime::get);

    @Test
    void changesAreNumberedOverAllSessions() {
        events.note(SomeSession.live(ONE, 1));
        events.note(SomeSession.live(OTHER, 1));
        events.note(SomeSession.live(ONE, 2));

        assertThat(numbers(ONE, 0)).containsExactly(1L, 3L);
        assertThat(numbers(ONE, 1)).containsExactly(3L);
        assertThat(numbers(ONE, 2)).containsExactly(3L);
        assertThat(numbers(ONE, 3)).isEmpty();
        assertThat(numbers(OTHER, 0)).containsExactly(2L);
        assertThat(events.latest()).isEqualTo(3);
    }

    @Test
    void theSameStateAgainIsNoChange() {
        events.note(SomeSession.live(ONE, 1));
        events.note(SomeSession.live(ONE, 1));

        assertThat(numbers(ONE, 0)).containsExactly(1L);
    }

    @Test
    void thirtyTwoChangesAreKept() {
        LongStream.rangeClosed(1, 100).forEach(epoch -> events.note(SomeSession.live(ONE, epoch)));

        assertThat(numbers(ONE, 0)).hasSize(32).startsWith(69L).endsWith(100L);
        assertThat(events.beforeLast(ONE)).isEqualTo(99);
    }

    @Test
    void aSessionWithoutChangesForLongIsForgotten() {
        events.note(SomeSession.live(ONE, 1));
        nanoTime.addAndGet(Duration.ofMinutes(11).toNanos());

        assertThat(numbers(ONE, 0)).isEmpty();
        assertThat(events.beforeLast(ONE)).isZero();
    }

    private List<Long> numbers(UUID session, long after) {
        return events.after(session, after).stream()
                .map(SessionEvents.Numbered::number)
                .toList();
    }
}
