// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static dev.sightglass.whep.WhepFeed.RECONNECT_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.whep.client.IceServer;
import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.client.WhepFailure;
import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.client.WhepWay;
import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.Frames;
import dev.sightglass.whep.webrtc.InboundStatistics;
import dev.sightglass.whep.webrtc.MediaFault;
import dev.sightglass.whep.webrtc.MediaStatistics;
import dev.sightglass.whep.webrtc.PeerState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WhepFeedTest {
    private static final WhepSource SOURCE = WhepSource.of("http://cam.example/whep", null);
    private static final Duration STALL = Duration.ofSeconds(2);
    private static final Duration ASK = Duration.ofSeconds(7);
    private static final Duration MEDIA = Duration.ofSeconds(10);
    private static final Duration FAULT = Duration.ofMinutes(5);
    private static final Duration RENEW = Duration.ofHours(1);
    private static final int PER_HOUR = 120;
    /** Milliseconds by which a test looks whether something has happened. */
    private static final int STEP = 10;

    private final FakeFeedScheduler scheduler = new FakeFeedScheduler();
    private final MediaStatistics media = new MediaStatistics();
    private final WhepStatistics statistics = new WhepStatistics(media);
    private final List<FakeFeedLink> links = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final FeedListener listener = new FeedListener() {
        @Override
        public void changed(FeedStatus status) {
            heard.add(status.state().event() + " " + status.epoch()
                    + (status.reason() == null ? "" : " " + status.reason()));
        }

        @Override
        public void firstFrame(long epoch) {
            heard.add("first frame " + epoch);
        }

        @Override
        public void notRenewed(String reason) {
            heard.add("not renewed " + reason);
        }
    };
    private final long begun = scheduler.nanoTime();
    private final WhepFeed feed = feed(0);

    private WhepFeed feed(long formerEpochs) {
        return new WhepFeed(SOURCE, context(), new FrameSlot(media), listener, formerEpochs);
    }

    private FeedContext context() {
        FeedSettings settings = new FeedSettings(
                ASK, MEDIA, STALL, Duration.ofMillis(500), Duration.ofSeconds(30), FAULT, PER_HOUR, RENEW);
        FeedLinks opener = (target, peer) -> {
            FakeFeedLink link = new FakeFeedLink(target, peer);
            links.add(link);
            return link;
        };
        // Jitter at its longest, so that delays are round.
        return new FeedContext(settings, scheduler, opener, statistics, Clock.systemUTC(), () -> 1.0);
    }

    private WhepFeed feed(FeedLimits limits) {
        FeedContext unlimited = context();
        FeedContext limited = new FeedContext(
                unlimited.settings(), scheduler, unlimited.links(), statistics, unlimited.clock(), () -> 1.0, limits);
        return new WhepFeed(SOURCE, limited, new FrameSlot(media), listener, 0);
    }

    /** Runs {@code failure} and goes on until the feed has asked again; how long it took. */
    private Duration delayAfter(Runnable failure) {
        long before = scheduler.nanoTime();
        int asked = asked();
        failure.run();
        Duration taken = Duration.ZERO;
        while (asked() == asked && taken.compareTo(Duration.ofMinutes(1)) < 0) {
            scheduler.advance(Duration.ofMillis(STEP));
            taken = Duration.ofNanos(scheduler.nanoTime() - before);
        }
        return taken;
    }

    private int asked() {
        return links.stream()
                .mapToInt(link -> Collections.frequency(link.calls, "ask"))
                .sum();
    }

    private FakeFeedLink last() {
        return links.get(links.size() - 1);
    }

    private void goLive(long epoch) {
        last().asked.complete(null);
        last().accepted.complete(null);
        decode(epoch, 1);
        last().listener.firstFrame(epoch);
    }

    private void decode(long epoch, long sequence) {
        feed.slot().offer(Frames.frame(epoch, sequence, scheduler.nanoTime(), () -> {}));
    }

    @Nested
    class WhenConnecting {
        @BeforeEach
        void start() {
            feed.start();
        }

        @Test
        void asksAtOnce() {
            assertThat(last().calls).containsExactly("ask");
            assertThat(heard).containsExactly("connecting 0");
        }

        @Test
        void beginsTheFirstEpochWithTheAnswer() {
            last().asked.complete(null);

            assertThat(last().calls).containsExactly("ask", "accept 1");
            assertThat(heard).containsExactly("connecting 0", "connected 1");
            assertThat(statistics.connects(ConnectOutcome.ANSWERED)).isEqualTo(1);
        }

        @Test
        void leavesAndBacksOffWhenRefused() {
            last().asked.completeExceptionally(WhepException.of(WhepFailure.TIMEOUT));
            last().left.complete(null);

            assertThat(heard).containsExactly("connecting 0", "backing-off 0 whep:timeout");
            assertThat(last().calls).containsExactly("ask", "leave");
            assertThat(statistics.connects(ConnectOutcome.TIMEOUT)).isEqualTo(1);
        }

        @Test
        void asksAgainOnlyAfterTheDelay() {
            last().asked.completeExceptionally(WhepException.of(WhepFailure.TIMEOUT));
            last().left.complete(null);

            scheduler.advance(Duration.ofMillis(499));
            assertThat(links).hasSize(1);

            scheduler.advance(Duration.ofMillis(1));
            assertThat(links).hasSize(2);
        }

        @Test
        void knowsWhatTheLastAttemptHasLearnedWhenItAsksAgain() {
            FeedMemory learned = new FeedMemory(
                    List.of(new IceServer("stun:stun.example:3478", null, null, null)), WhepWay.SERVER_OFFER, false);
            last().memory = learned;
            last().asked.complete(null);
            last().accepted.completeExceptionally(WhepException.of(WhepFailure.ANSWER_REJECTED));
            last().left.complete(null);
            scheduler.advance(Duration.ofMillis(500));

            assertThat(last().target.memory()).isEqualTo(learned);
            assertThat(links.get(0).target.memory()).isEqualTo(FeedMemory.NONE);
        }

        @Test
        void waitsAnEighthOfTheOutageUpToItsLimit() {
            Map<Long, Long> delays = new TreeMap<>();
            while (scheduler.nanoTime() - begun < Duration.ofMinutes(6).toNanos()) {
                long outage = Duration.ofNanos(scheduler.nanoTime() - begun).toSeconds();
                last().left.complete(null);
                delays.put(
                        outage,
                        delayAfter(() -> last().refuse(WhepException.of(WhepFailure.UNREACHABLE)))
                                .toMillis());
            }

            assertThat(delays)
                    .allSatisfy(
                            (outage, delay) -> assertThat(delay).isBetween(share(outage), share(outage + 1) + STEP));
        }

        private static long share(long outageSeconds) {
            return Math.min(Math.max(500, outageSeconds * 1000 / 8), 30_000);
        }

        @Test
        void offersTheSameAgainWhereNobodyTookIt() {
            Duration first = delayAfter(() -> last().refuse(WhepException.of(WhepFailure.UNREACHABLE)));
            Duration second = delayAfter(() -> last().refuse(WhepException.of(WhepFailure.REDIRECT_REFUSED)));

            assertThat(links).hasSize(1);
            assertThat(last().calls).containsExactly("ask", "ask", "ask");
            assertThat(List.of(first, second)).containsOnly(Duration.ofMillis(500));
            assertThat(statistics.connects(ConnectOutcome.UNREACHABLE)).isEqualTo(1);
            assertThat(statistics.connects(ConnectOutcome.REFUSED)).isEqualTo(1);
        }

        @Test
        void makesANewOfferWhenTheOldOneHasBeenUsedForFiveMinutes() {
            while (links.size() == 1 && asked() < 1000) {
                last().left.complete(null);
                delayAfter(() -> last().refuse(WhepException.of(WhepFailure.UNREACHABLE)));
            }

            assertThat(Duration.ofNanos(scheduler.nanoTime() - begun))
                    .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
            assertThat(links.get(0).calls).endsWith("ask", "leave");
        }

        @Test
        void makesANewOfferWhereThereMayBeASessionOfTheOldOne() {
            last().left.complete(null);
            delayAfter(() -> last().asked.completeExceptionally(WhepException.of(WhepFailure.NOT_SDP)));

            assertThat(links).hasSize(2);
        }

        @Test
        void asksAtOnceWhenTheSourceIsSaidToBeThere() {
            last().refuse(WhepException.of(WhepFailure.UNREACHABLE));
            feed.wake();

            assertThat(last().calls).containsExactly("ask", "ask");
            scheduler.advance(Duration.ofSeconds(1));
            assertThat(last().calls).containsExactly("ask", "ask");
        }

        @Test
        void staysAsItIsWhenItIsWokenWithoutWaiting() {
            feed.wake();

            assertThat(heard).containsExactly("connecting 0");
            assertThat(last().calls).containsExactly("ask");
        }

        @Test
        void givesUpAnOfferThatNeverEnds() {
            scheduler.advance(ASK);
            last().left.complete(null);

            assertThat(heard).containsExactly("connecting 0", "backing-off 0 whep:timeout");
            assertThat(last().calls).containsExactly("ask", "leave");
        }

        @Test
        void countsAnUnsubscribedAttemptAsAbandoned() {
            feed.end();

            assertThat(statistics.connects(ConnectOutcome.ABANDONED)).isEqualTo(1);
            assertThat(heard).containsExactly("connecting 0", "ended 0");
            assertThat(last().calls).containsExactly("ask", "leave");
        }

        @Test
        void ignoresAnAnswerThatComesAfterTheEnd() {
            feed.end();
            last().asked.complete(null);

            assertThat(heard).containsExactly("connecting 0", "ended 0");
        }
    }

    @Nested
    class WhenWarmingUp {
        @BeforeEach
        void answer() {
            feed.start();
            last().asked.complete(null);
            heard.clear();
        }

        @Test
        void goesLiveWithTheFirstFrame() {
            decode(1, 1);
            last().listener.firstFrame(1);

            assertThat(heard).containsExactly("live 1", "first frame 1");
        }

        @Test
        void rejoinsWhenNoMediaComes() {
            scheduler.advance(MEDIA);

            assertThat(heard).containsExactly("stalled 1 whep:noMedia");
            assertThat(last().calls).endsWith("leave");
        }

        @Test
        void leavesAtTheFirstPictureThatIsTooLargeAndComesBackLate() {
            last().listener.faulty(MediaFault.PICTURE_TOO_LARGE);

            assertThat(heard).containsExactly("stalled 1 whep:pictureTooLarge");
            last().left.complete(null);
            scheduler.advance(FAULT.minusMillis(1));
            assertThat(links).as("connections").hasSize(1);
            scheduler.advance(Duration.ofMillis(1));
            assertThat(links).hasSize(2);
        }

        @Test
        void asksAtOnceForWhatWasTooLargeWhenItIsToldThatTheSourceIsThere() {
            last().listener.faulty(MediaFault.PICTURE_TOO_LARGE);
            last().left.complete(null);

            feed.wake();

            assertThat(links).hasSize(2);
        }

        @Test
        void rejoinsWhenTheAnswerCannotBeApplied() {
            last().accepted.completeExceptionally(WhepException.of(WhepFailure.ANSWER_REJECTED));

            assertThat(heard).containsExactly("stalled 1 whep:answerRejected");
        }

        @Test
        void rejoinsWhenIceFails() {
            last().listener.stateChanged(PeerState.FAILED);

            assertThat(heard).containsExactly("stalled 1 whep:iceFailed");
        }
    }

    @Nested
    class WhenLive {
        @BeforeEach
        void live() {
            feed.start();
            goLive(1);
            heard.clear();
        }

        @Test
        void staysLiveWhileFramesCome() {
            for (int i = 2; i < 100; i++) {
                scheduler.advance(STALL);
                decode(1, i);
            }

            assertThat(heard).isEmpty();
        }

        @Test
        void stallsWhenTheNewestFrameIsTooOld() {
            scheduler.advance(STALL.plusMillis(1));

            assertThat(heard).containsExactly("stalled 1 whep:stalled");
        }

        @Test
        void isPatientToTheLimit() {
            scheduler.advance(STALL);

            assertThat(heard).isEmpty();
        }

        @Test
        void doesNotRejoinBeforeTheOldSessionIsLeft() {
            scheduler.advance(STALL.plusMillis(1));
            scheduler.advance(Duration.ofMinutes(1));
            assertThat(links).hasSize(1);

            last().left.complete(null);
            scheduler.advance(Duration.ofMillis(1));
            assertThat(links).hasSize(2);
            assertThat(heard).containsExactly("stalled 1 whep:stalled", "backing-off 1 whep:stalled", "connecting 1");
        }

        @Test
        void comesBackInTheNextEpoch() {
            scheduler.advance(STALL.plusMillis(1));
            last().left.complete(null);
            scheduler.advance(Duration.ofMillis(500));
            goLive(2);

            assertThat(heard).endsWith("connected 2", "live 2", "first frame 2");
            assertThat(statistics.reconnects()).isEqualTo(1);
        }

        @Test
        void hasHalfThePatienceOnceIceIsDisconnected() {
            last().listener.stateChanged(PeerState.DISCONNECTED);
            scheduler.advance(STALL.dividedBy(2).plusMillis(1));

            assertThat(heard).containsExactly("stalled 1 whep:disconnected");
        }

        @Test
        void isPatientAgainWhenIceRecovers() {
            last().listener.stateChanged(PeerState.DISCONNECTED);
            last().listener.stateChanged(PeerState.CONNECTED);
            scheduler.advance(STALL);

            assertThat(heard).isEmpty();
        }

        @Test
        void keepsTheLastFrameWhileItIsAway() {
            scheduler.advance(STALL.plusMillis(1));

            assertThat(feed.slot().newestStamp()).isNotNull();
        }

        @Test
        void leavesNothingWhenItEnds() {
            CompletableFuture<Void> ended = feed.end().toCompletableFuture();

            assertThat(ended).isNotDone();
            last().left.complete(null);
            assertThat(ended).isDone();
            assertThat(feed.slot().newestStamp()).isNull();
            assertThat(scheduler.timers()).isZero();
            assertThat(statistics.openFeeds()).isZero();
        }

        @Test
        void waitsForTheOldSessionAndTheDelayAtTheSameTime() {
            scheduler.advance(STALL.plusMillis(1));
            scheduler.advance(Duration.ofMillis(400));
            last().left.complete(null);

            scheduler.advance(Duration.ofMillis(99));
            assertThat(links).hasSize(1);
            scheduler.advance(Duration.ofMillis(1));
            assertThat(links).hasSize(2);
        }

        @Test
        void waitsConnectedRatherThanApartWhenNoMediaComes() {
            scheduler.advance(STALL.plusMillis(1));
            last().left.complete(null);
            scheduler.advance(Duration.ofMillis(500));
            while (scheduler.nanoTime() - begun < Duration.ofMinutes(4).toNanos()) {
                delayAfter(() -> last().refuse(WhepException.of(WhepFailure.UNREACHABLE)));
            }
            last().asked.complete(null);
            last().accepted.complete(null);

            scheduler.advance(Duration.ofSeconds(29));
            assertThat(heard).endsWith("connected 2");
            scheduler.advance(Duration.ofSeconds(1));
            assertThat(heard).endsWith("stalled 2 whep:noMedia");
            last().left.complete(null);
            scheduler.advance(Duration.ofMillis(500));
            assertThat(heard).endsWith("connecting 2");
        }
    }

    @Nested
    class WhenItOnlyFlickers {
        private static final int BURST = PER_HOUR / 2;

        @BeforeEach
        void flickerUntilTheLimit() {
            feed.start();
            for (int epoch = 1; !RECONNECT_LIMIT.equals(feed.status().reason()); epoch++) {
                goLive(epoch);
                last().left.complete(null);
                scheduler.advance(STALL.plusMillis(501));
            }
        }

        @Test
        void waitsForItsTurnAndSaysWhy() {
            assertThat(heard).endsWith("backing-off " + links.size() + " whep:reconnectLimit");
            assertThat(links).hasSizeGreaterThan(BURST);
            assertThat(statistics.reconnectsLimited()).isEqualTo(1);
        }

        @Test
        void isNotWokenBeforeThat() {
            int joined = links.size();
            feed.wake();

            assertThat(links).hasSize(joined);
            assertThat(statistics.reconnectsLimited()).isEqualTo(1);
        }

        @Test
        void isNeverBlindForLong() {
            int joined = links.size();
            scheduler.advance(Duration.ofHours(1).dividedBy(BURST));

            assertThat(links).hasSize(joined + 1);
        }
    }

    @Nested
    class WhenItNeverWorks {
        @Test
        void joinsNoMoreThanSoManyTimesInAnHour() {
            feed.start();
            while (scheduler.nanoTime() - begun < Duration.ofHours(1).toNanos()) {
                last().left.complete(null);
                last().asked.complete(null);
                decode(links.size(), 1);
                last().accepted.completeExceptionally(WhepException.of(WhepFailure.ANSWER_REJECTED));
                scheduler.advance(Duration.ofMillis(100));
            }

            assertThat(links).hasSizeBetween(PER_HOUR - 1, PER_HOUR + 1);
        }
    }

    @Nested
    class WhenAskedToWait {
        private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), () -> 0);

        @Test
        void isNotEarlierThanTheServerSays() {
            assertThat(backoff.next(Duration.ZERO, Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
        }

        @Test
        void isNotEarlierThanTheShortestDelay() {
            Backoff least = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), () -> 1);

            assertThat(least.next(Duration.ZERO, null)).isEqualTo(Duration.ofMillis(500));
            assertThat(backoff.next(Duration.ZERO, null)).isEqualTo(Duration.ofMillis(750));
        }

        @Test
        void isNotLaterThanTheLongestDelay() {
            assertThat(backoff.next(Duration.ZERO, Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(30));
        }
    }

    @Nested
    class WithManyOthers {
        private final ConnectPace pace = ConnectPace.perSecond(20);

        @Test
        void waitsForItsTurn() {
            pace.turn(scheduler.nanoTime());
            WhepFeed paced = feed(new FeedLimits(pace, 0));

            paced.start(true);
            scheduler.advance(Duration.ofMillis(49));
            assertThat(links).isEmpty();
            scheduler.advance(Duration.ofMillis(1));

            assertThat(last().calls).containsExactly("ask");
        }

        @Test
        void doesNotWaitWhenItIsNew() {
            pace.turn(scheduler.nanoTime());

            feed(new FeedLimits(pace, 0)).start();

            assertThat(last().calls).containsExactly("ask");
        }

        @Test
        void neverConnectsWhenItEndsBeforeItsTurn() {
            pace.turn(scheduler.nanoTime());
            WhepFeed paced = feed(new FeedLimits(pace, 0));
            paced.start(true);

            paced.end();
            scheduler.advance(Duration.ofMinutes(1));

            assertThat(links).isEmpty();
            assertThat(statistics.openFeeds()).isZero();
        }
    }

    @Nested
    class WhenMeasured {
        private final WhepFeed measured = feed(new FeedLimits(ConnectPace.perSecond(0), 1000));

        @BeforeEach
        void answer() {
            measured.start();
            last().asked.complete(null);
            last().accepted.complete(null);
            scheduler.advance(Duration.ofSeconds(2));
            heard.clear();
        }

        private void receive(long decodeMillis, long packets) {
            last().received = new InboundStatistics(Duration.ofMillis(decodeMillis), packets);
            scheduler.advance(Duration.ofSeconds(2));
        }

        @Test
        void sumsUpWhatDecodingCosts() {
            receive(80, 500);
            receive(200, 1000);

            assertThat(statistics.decodeNanos())
                    .isEqualTo(Duration.ofMillis(200).toNanos());
        }

        @Test
        void givesUpAFloodedConnectionForLong() {
            receive(0, 2001);
            last().left.complete(null);

            assertThat(heard).containsExactly("stalled 1 whep:flood", "backing-off 1 whep:flood");
            assertThat(statistics.faults(MediaFault.FLOOD)).isEqualTo(1);
            scheduler.advance(FAULT.minusMillis(1));
            assertThat(links).hasSize(1);
        }

        @Test
        void bearsWhatIsWithinTheLimit() {
            receive(0, 2000);
            receive(0, 4000);

            assertThat(heard).isEmpty();
        }

        @Test
        void measuresNothingAfterTheEnd() {
            measured.end();

            assertThat(scheduler.timers()).isZero();
        }
    }

    @Nested
    class AfterFormerEpochs {
        @Test
        void goesOnCounting() {
            WhepFeed later = feed(4);
            later.start();
            last().asked.complete(null);

            assertThat(later.status().epoch()).isEqualTo(5);
        }
    }
}
