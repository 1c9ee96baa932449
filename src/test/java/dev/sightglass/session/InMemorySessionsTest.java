// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemorySessionsTest {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofSeconds(300), 3600, 3, Duration.ofHours(1));

    private final InMemorySessions repository = new InMemorySessions(2);

    private Session add() {
        FeedSource source = FeedSource.of(URI.create("https://camera.example/whep"), null);
        Session session = Session.opened(new OpenSession("cats", source, 60, null, null, null), LIMITS, NOON);
        assertThat(repository.add(session, 100)).isTrue();
        return session;
    }

    private void expire(Session session, Instant at) {
        assertThat(repository.advance(session.id(), SessionState.ASSIGNED, s -> s.closed(SessionState.EXPIRED, at)))
                .isPresent();
    }

    @Test
    void doesNotAdvanceASessionInAnotherState() {
        Session session = add();

        assertThat(repository.advance(session.id(), SessionState.LIVE, s -> s.closed(SessionState.ENDED, NOON)))
                .isEmpty();
        assertThat(repository.find(session.id())).contains(session);
    }

    @Test
    void advancesTheSessionAsTheIngestLeftIt() {
        Session session = add();
        FeedStatus status = new FeedStatus("connected", null, 1, 0);

        Session live = repository
                .advance(session.id(), SessionState.ASSIGNED, s -> {
                    // What another thread may do between our look and our swap.
                    repository.feed(session.id(), status);
                    return s.live(NOON);
                })
                .orElseThrow();

        assertThat(live.feed()).isEqualTo(status);
    }

    @Test
    void refusesAStepTheStateMachineDoesNotHave() {
        Session session = add();

        assertThatIllegalStateException().isThrownBy(() -> session.closed(SessionState.ENDED, NOON));
    }

    @Test
    void remembersTheNewestClosedSessionsOnly() {
        List<Session> three = IntStream.range(0, 3).mapToObj(i -> add()).toList();

        expire(three.get(1), NOON.plusSeconds(1));
        expire(three.get(0), NOON.plusSeconds(2));
        expire(three.get(2), NOON.plusSeconds(3));

        assertThat(repository.find(three.get(1).id())).isEmpty();
        assertThat(repository.find(three.get(0).id())).isPresent();
        assertThat(repository.find(three.get(2).id())).isPresent();
    }

    @Test
    void forgetsClosedSessionsOfBeforeAMomentAndKeepsOpenOnes() {
        Session open = add();
        Session early = add();
        Session late = add();
        expire(early, NOON.plusSeconds(1));
        expire(late, NOON.plusSeconds(2));

        repository.forgetEndedBefore(NOON.plusSeconds(2));

        assertThat(repository.find(early.id())).isEmpty();
        assertThat(repository.find(late.id())).isPresent();
        assertThat(repository.find(open.id())).isPresent();
    }

    @Test
    void hasRoomAgainAfterForgetting() {
        Session early = add();
        expire(early, NOON.plusSeconds(1));
        repository.forgetEndedBefore(NOON.plusSeconds(2));
        Session first = add();
        Session second = add();

        expire(first, NOON.plusSeconds(3));
        expire(second, NOON.plusSeconds(4));

        assertThat(repository.find(first.id())).isPresent();
        assertThat(repository.find(second.id())).isPresent();
    }
}
