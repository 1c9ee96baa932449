// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.whep.webrtc.MediaStatistics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The one thing that a feed does later. Its steps come when the test runs them. */
class FeedWaitTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeFeedScheduler scheduler = new FakeFeedScheduler();
    private final List<Runnable> steps = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final FeedWait wait = new FeedWait(context(), steps::add);

    private FeedContext context() {
        FeedSettings settings = new FeedSettings(SECOND, SECOND, SECOND, SECOND, SECOND, SECOND, 2, HOUR);
        FeedLinks none = (target, peer) -> {
            throw new AssertionError("opened");
        };
        WhepStatistics statistics = new WhepStatistics(new MediaStatistics());
        return new FeedContext(settings, scheduler, none, statistics, Clock.systemUTC(), () -> 0);
    }

    private void runSteps() {
        List<Runnable> due = List.copyOf(steps);
        steps.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void whatIsDueIsDoneAsAStepAfterTheDelay() {
        wait.after(SECOND, () -> done.add("due"));
        scheduler.advance(SECOND);
        assertThat(done).isEmpty();

        runSteps();

        assertThat(done).containsExactly("due");
    }

    @Test
    void aTimerThatHasJustGoneOffDoesNotEndTheNextDelay() {
        wait.after(SECOND, () -> done.add("former"));
        scheduler.advance(SECOND);
        wait.after(HOUR, () -> done.add("next"));

        runSteps();
        assertThat(done).isEmpty();
        scheduler.advance(HOUR);
        runSteps();

        assertThat(done).containsExactly("next");
    }

    @Test
    void whatIsDueCanBeDoneEarlyAndIsDoneOnce() {
        wait.after(HOUR, () -> done.add("due"));

        wait.endNow();
        wait.endNow();

        assertThat(done).containsExactly("due");
        assertThat(scheduler.timers()).isZero();
    }

    @Test
    void whatIsForgottenIsNotDone() {
        wait.after(SECOND, () -> done.add("due"));
        scheduler.advance(SECOND);
        wait.forget();

        runSteps();
        wait.endNow();

        assertThat(done).isEmpty();
    }
}
