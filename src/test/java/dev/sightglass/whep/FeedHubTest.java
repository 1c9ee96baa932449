// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.Frames;
import dev.sightglass.whep.webrtc.MediaStatistics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Those who watch feeds: when they are called, and when no more. */
class FeedHubTest {
    private static final String SESSION = "session";
    private static final WhepSource SOURCE = WhepSource.of("http://cam.example/whep", null);

    private final List<Runnable> due = new ArrayList<>();
    private final List<FrameSlot> slots = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final FeedHub hub = new FeedHub("test", () -> due::add);

    private FeedRuntime runtime() {
        MediaStatistics media = new MediaStatistics();
        FeedSettings settings = new FeedSettings(
                Duration.ofSeconds(7),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                240,
                Duration.ZERO);
        FeedContext context = new FeedContext(
                settings,
                new FakeFeedScheduler(),
                FakeFeedLink::new,
                new WhepStatistics(media),
                Clock.systemUTC(),
                () -> 1.0);
        return new FeedRuntime(
                context,
                new NoExchanges(),
                () -> {
                    slots.add(new FrameSlot(media));
                    return slots.get(slots.size() - 1);
                },
                Duration.ZERO,
                10);
    }

    private void decode(long epoch, long sequence) {
        slots.get(slots.size() - 1).offer(Frames.frame(epoch, sequence));
    }

    private void runDue() {
        List<Runnable> now = List.copyOf(due);
        due.clear();
        now.forEach(Runnable::run);
    }

    @Test
    void callsWhoWatchesASessionBeforeItIsSubscribed() {
        hub.attach(runtime());
        hub.watch(SESSION, calls::incrementAndGet);
        hub.subscribe(SESSION, SOURCE);

        decode(1, 1);
        runDue();

        assertThat(calls).hasValue(1);
    }

    @Test
    void callsWhoWatchesBeforeAnyConsumerRuns() {
        hub.watch(SESSION, calls::incrementAndGet);
        hub.subscribe(SESSION, SOURCE);
        hub.attach(runtime());

        decode(1, 1);
        runDue();

        assertThat(calls).hasValue(1);
    }

    @Test
    void refusesWhatTheMachineHasNoRoomForButNotWhatItHadBefore() {
        FeedHub full = new FeedHub("test", () -> due::add, () -> false);
        full.attach(runtime());

        assertThatExceptionOfType(WhepBusyException.class)
                .isThrownBy(() -> full.subscribe(SESSION, SOURCE))
                .matches(WhepBusyException::isForCapacity)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("whep:noCapacity"));
        full.subscribe(SESSION, SOURCE, Map.of(), new FeedPast(3, true));

        assertThat(full.sessions()).containsExactly(SESSION);
    }

    @Nested
    class WhenSubscribed {
        WhenSubscribed() {
            hub.attach(runtime());
            hub.subscribe(SESSION, SOURCE);
        }

        @Test
        void callsForEachFrameWhicheverItsEpoch() {
            hub.watch(SESSION, calls::incrementAndGet);

            decode(1, 1);
            runDue();
            decode(2, 1);
            runDue();

            assertThat(calls).hasValue(2);
        }

        @Test
        void unitesFramesThatCameBeforeTheCall() {
            hub.watch(SESSION, calls::incrementAndGet);

            decode(1, 1);
            decode(1, 2);
            decode(1, 3);
            assertThat(due).hasSize(1);
            runDue();

            assertThat(calls).hasValue(1);
        }

        @Test
        void callsOnceMoreForWhatCameDuringACall() {
            hub.watch(SESSION, () -> {
                if (calls.incrementAndGet() == 1) {
                    decode(1, 2);
                    decode(1, 3);
                }
            });

            decode(1, 1);
            runDue();

            assertThat(calls).hasValue(2);
            assertThat(due).isEmpty();
        }

        @Test
        void callsNobodyOfAnotherSession() {
            hub.watch("another", calls::incrementAndGet);

            decode(1, 1);

            assertThat(due).isEmpty();
        }

        @Test
        void callsTheOthersWhenOneFails() {
            hub.watch(SESSION, () -> {
                throw new IllegalStateException("listener's fault");
            });
            hub.watch(SESSION, calls::incrementAndGet);

            decode(1, 1);
            runDue();

            assertThat(calls).hasValue(1);
        }

        @Test
        void callsOnceWhenItIsUnsubscribed() {
            hub.watch(SESSION, calls::incrementAndGet);

            hub.unsubscribe(SESSION);
            runDue();

            assertThat(calls).hasValue(1);
            assertThat(hub.newest(SESSION)).isNull();
        }

        @Test
        void callsWhenSomebodySaysSo() {
            hub.watch(SESSION, calls::incrementAndGet);

            hub.tellWatchers(SESSION);
            runDue();

            assertThat(calls).hasValue(1);
        }

        @Test
        void callsAfterAnotherConsumerJoinedTheFeed() {
            hub.watch(SESSION, calls::incrementAndGet);
            hub.detach();
            hub.attach(runtime());
            runDue();
            calls.set(0);

            decode(2, 1);
            runDue();

            assertThat(calls).hasValue(1);
        }

        @Test
        void callsNobodyWhoseWatchEnded() {
            Runnable end = hub.watch(SESSION, calls::incrementAndGet);
            decode(1, 1);
            end.run();
            end.run();
            runDue();

            assertThat(calls).hasValue(0);
            decode(1, 2);
            assertThat(due).isEmpty();
            assertThat(hub.watched()).isZero();
        }

        @Test
        void keepsCallingTheOtherOneWhoseWatchGoesOn() {
            Runnable end = hub.watch(SESSION, () -> {});
            hub.watch(SESSION, calls::incrementAndGet);
            end.run();

            decode(1, 1);
            runDue();

            assertThat(calls).hasValue(1);
        }

        @Test
        void losesNoFrameThatComesBesideTheBeginningOfAWatch() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(2);
            FeedHub busy = new FeedHub("busy", () -> threads);
            busy.attach(runtime());
            busy.subscribe(SESSION, SOURCE);
            FrameSlot slot = slots.get(slots.size() - 1);
            try {
                for (int sequence = 1; sequence <= 20_000; sequence++) {
                    watchBesideAFrame(busy, slot, sequence, threads);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(busy.watched()).isZero();
        }

        /** Either the watcher sees the frame when it looks, or it is called. */
        private void watchBesideAFrame(FeedHub busy, FrameSlot slot, long sequence, Executor threads) throws Exception {
            CountDownLatch seen = new CountDownLatch(1);
            threads.execute(() -> slot.offer(Frames.frame(1, sequence)));
            Runnable look = () -> {
                if (busy.newest(SESSION) != null && busy.newest(SESSION).sequence() >= sequence) {
                    seen.countDown();
                }
            };
            Runnable end = busy.watch(SESSION, look);
            look.run();
            assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
            end.run();
        }
    }

    /** A route that nobody looks at. */
    private static final class NoExchanges implements Exchanges {
        @Override
        public CompletionStage<@Nullable Exchange> frame(FrameRequest request) {
            return CompletableFuture.failedFuture(WhepBusyException.notRunning());
        }

        @Override
        public void event(FeedEvent event, SerialExecutor order) {}

        @Override
        public Executor eventThreads() {
            return Runnable::run;
        }

        @Override
        public void failed(String message, Throwable failure) {}
    }
}
