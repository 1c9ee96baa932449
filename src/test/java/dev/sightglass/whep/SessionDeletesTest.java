// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.whep.client.WhepSession;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SessionDeletesTest {
    private static final WhepSession SESSION =
            new WhepSession(URI.create("http://cam.example/session/1"), null, null, false);

    private final FakeFeedScheduler scheduler = new FakeFeedScheduler();
    private int sent;
    private int answeredFrom = Integer.MAX_VALUE;
    private final SessionDeletes deletes =
            new SessionDeletes(session -> CompletableFuture.completedFuture(++sent >= answeredFrom), scheduler);

    @Test
    void deletesOnceWhereTheServerConfirms() {
        answeredFrom = 1;

        assertThat(deletes.delete(SESSION)).isCompletedWithValue(true);
        scheduler.advance(Duration.ofHours(1));

        assertThat(sent).isEqualTo(1);
    }

    @Test
    void doesNotKeepItsCallerWaitingForAnother() {
        assertThat(deletes.delete(SESSION)).isCompletedWithValue(false);
    }

    @Test
    void deletesAgainUntilTheServerConfirms() {
        answeredFrom = 3;

        deletes.delete(SESSION);
        scheduler.advance(Duration.ofHours(1));

        assertThat(sent).isEqualTo(3);
        assertThat(scheduler.timers()).isZero();
    }

    @Test
    void givesUpAServerThatIsGoneForGood() {
        deletes.delete(SESSION);
        scheduler.advance(Duration.ofSeconds(30));
        assertThat(sent).isEqualTo(5);

        scheduler.advance(Duration.ofHours(1));
        assertThat(sent).isEqualTo(5);
    }
}
