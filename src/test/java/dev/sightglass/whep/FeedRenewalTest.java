// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.whep.client.IceServer;
import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.client.WhepFailure;
import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.client.WhepWay;
import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.Frames;
import dev.sightglass.whep.webrtc.MediaFault;
import dev.sightglass.whep.webrtc.MediaStatistics;
import dev.sightglass.whep.webrtc.PeerState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A feed that has been live for long gets a new connection before it leaves the old one. */
class FeedRenewalTest {
    private static final Duration ASK = Duration.ofSeconds(7);
    private static final Duration MEDIA = Duration.ofSeconds(10);
    private static final Duration RENEW = Duration.ofHours(1);
    private static final Duration FRAME = Duration.ofSeconds(1);

    private final FakeFeedScheduler scheduler = new FakeFeedScheduler();
    private final MediaStatistics media = new MediaStatistics();
    private final WhepStatistics statistics = new WhepStatistics(media);
    private FrameSlot slot = new FrameSlot(media);
    private final List<FakeFeedLink> links = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private double random;
    private int perHour = 240;
    private Duration renewAfter = RENEW;
    private WhepFeed feed;
    private long sequence;

    @BeforeEach
    void start() {
        feed = live();
    }

    private void startAnew() {
        feed.end();
        links.clear();
        slot = new FrameSlot(media);
        feed = live();
    }

    private FeedContext context() {
        FeedSettings settings = new FeedSettings(
                ASK,
                MEDIA,
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                perHour,
                renewAfter);
        FeedLinks opener = (target, peer) -> {
            FakeFeedLink link = new FakeFeedLink(target, peer);
            links.add(link);
            return link;
        };
        return new FeedContext(settings, scheduler, opener, statistics, Clock.systemUTC(), () -> random);
    }

    private WhepFeed live() {
        WhepFeed made = new WhepFeed(WhepSource.of("http://cam.example/whep", null), context(), slot, new Heard(), 0);
        made.start();
        links.get(0).asked.complete(null);
        links.get(0).accepted.complete(null);
        show(links.get(0), 1);
        heard.clear();
        return made;
    }

    private final class Heard implements FeedListener {
        @Override
        public void changed(FeedStatus status) {
            heard.add(status.state().event() + " " + status.epoch());
        }

        @Override
        public void firstFrame(long epoch) {
            heard.add("first frame " + epoch);
        }

        @Override
        public void notRenewed(String reason) {
            heard.add("not renewed " + reason);
        }
    }

    private void show(FakeFeedLink link, long epoch) {
        slot.offer(Frames.frame(epoch, ++sequence, scheduler.nanoTime(), () -> {}));
        link.listener.firstFrame(epoch);
    }

    /** Lets time pass while the first connection goes on showing pictures. */
    private void watchFor(Duration time) {
        for (long seconds = 0; seconds < time.toSeconds(); seconds++) {
            scheduler.advance(FRAME);
            slot.offer(Frames.frame(1, ++sequence, scheduler.nanoTime(), () -> {}));
        }
    }

    @Test
    void theOldConnectionStaysUntilTheNewOneShowsAPicture() {
        watchFor(RENEW);

        assertThat(links).hasSize(2);
        links.get(1).asked.complete(null);
        links.get(1).accepted.complete(null);
        watchFor(Duration.ofSeconds(5));
        assertThat(links.get(0).calls).doesNotContain("leave");
        assertThat(feed.status().epoch()).isEqualTo(1);
        assertThat(heard).isEmpty();

        show(links.get(1), 2);
        assertThat(links.get(0).calls).endsWith("leave");
        assertThat(links.get(1).calls).containsExactly("ask", "accept 2");
        assertThat(heard).containsExactly("live 2", "first frame 2");
        assertThat(feed.status().state()).isEqualTo(FeedState.LIVE);
        assertThat(statistics.renewals()).isEqualTo(1);
        assertThat(statistics.reconnects()).isZero();
    }

    @Test
    void theNewConnectionIsWatchedAsTheOldOneWas() {
        watchFor(RENEW);
        links.get(1).asked.complete(null);
        links.get(1).accepted.complete(null);
        show(links.get(1), 2);
        links.get(0).left.complete(null);

        scheduler.advance(Duration.ofSeconds(3));

        assertThat(heard).endsWith("stalled 2");
        assertThat(links.get(1).calls).endsWith("leave");
    }

    @Test
    void whatTheOldConnectionReportsAfterwardsIsIgnored() {
        watchFor(RENEW);
        links.get(1).asked.complete(null);
        show(links.get(1), 2);

        links.get(0).listener.stateChanged(PeerState.FAILED);
        links.get(0).listener.faulty(MediaFault.FLOOD);

        assertThat(heard).containsExactly("live 2", "first frame 2");
    }

    @Test
    void eachConnectionIsRenewedInItsTurn() {
        for (long epoch = 2; epoch < 5; epoch++) {
            watchFor(Duration.ofSeconds(1));
            long last = epoch - 1;
            for (int i = 0; i < RENEW.toSeconds(); i++) {
                scheduler.advance(FRAME);
                slot.offer(Frames.frame(last, ++sequence, scheduler.nanoTime(), () -> {}));
            }
            FakeFeedLink newest = links.get(links.size() - 1);
            newest.asked.complete(null);
            newest.accepted.complete(null);
            show(newest, epoch);
        }

        assertThat(links).hasSize(4);
        assertThat(links).filteredOn(link -> link.calls.contains("leave")).hasSize(3);
        assertThat(statistics.renewals()).isEqualTo(3);
    }

    @Test
    void feedsThatBeganTogetherAreRenewedAtDifferentTimes() {
        random = 1;
        startAnew();

        watchFor(RENEW.multipliedBy(3).dividedBy(4).minusSeconds(1));
        assertThat(links).hasSize(1);
        watchFor(Duration.ofSeconds(2));

        assertThat(links).hasSize(2);
    }

    @Test
    void theOldConnectionGoesOnWhereTheServerRefusesTheNewOne() {
        watchFor(RENEW);
        links.get(1).asked.completeExceptionally(WhepException.of(WhepFailure.UNREACHABLE));

        watchFor(Duration.ofMinutes(10));

        assertThat(heard).containsExactly("not renewed whep:unreachable");
        assertThat(links.get(0).calls).doesNotContain("leave");
        assertThat(links.get(1).calls).containsExactly("ask", "leave");
        assertThat(links).hasSize(2);
        assertThat(statistics.renewalsFailed()).isEqualTo(1);
        watchFor(RENEW);
        assertThat(links).hasSize(3);
    }

    @Test
    void aNewConnectionThatNeverAnswersOrShowsAnythingIsLeft() {
        watchFor(RENEW);
        watchFor(ASK);
        watchFor(RENEW);
        links.get(2).asked.complete(null);
        links.get(2).accepted.complete(null);
        watchFor(MEDIA);

        assertThat(heard).containsExactly("not renewed whep:timeout", "not renewed whep:noMedia");
        assertThat(links.get(1).calls).endsWith("leave");
        assertThat(links.get(2).calls).endsWith("leave");
        assertThat(feed.status().epoch()).isEqualTo(1);
    }

    @Test
    void aNewConnectionThatMisbehavesIsLeft() {
        watchFor(RENEW);
        links.get(1).asked.complete(null);
        links.get(1).listener.faulty(MediaFault.PICTURE_TOO_LARGE);
        watchFor(RENEW);
        links.get(2).asked.complete(null);
        links.get(2).listener.stateChanged(PeerState.FAILED);
        watchFor(RENEW);
        links.get(3).asked.complete(null);
        links.get(3).accepted.completeExceptionally(WhepException.of(WhepFailure.ANSWER_REJECTED));

        assertThat(heard)
                .containsExactly(
                        "not renewed whep:pictureTooLarge",
                        "not renewed whep:iceFailed",
                        "not renewed whep:answerRejected");
        assertThat(statistics.faults(MediaFault.PICTURE_TOO_LARGE)).isEqualTo(1);
        assertThat(links).filteredOn(link -> link.calls.contains("leave")).hasSize(3);
    }

    @Test
    void anEpochThatNeverShowedAnythingIsNotUsedAgain() {
        watchFor(RENEW);
        links.get(1).asked.complete(null);
        links.get(1).listener.stateChanged(PeerState.FAILED);
        watchFor(RENEW);
        links.get(2).asked.complete(null);

        assertThat(links.get(2).calls).contains("accept 3");
    }

    @Test
    void theNewConnectionIsAllThereIsOnceTheOldOneFails() {
        watchFor(RENEW);
        links.get(1).asked.complete(null);
        links.get(1).accepted.complete(null);
        links.get(0).listener.stateChanged(PeerState.FAILED);

        assertThat(links.get(0).calls).endsWith("leave");
        assertThat(heard).containsExactly("stalled 1", "connected 2");
        show(links.get(1), 2);

        assertThat(heard).endsWith("live 2", "first frame 2");
        assertThat(links).hasSize(2);
        assertThat(statistics.renewals()).isEqualTo(1);
        assertThat(statistics.reconnects()).isZero();
    }

    @Test
    void theOldConnectionMayFailBeforeTheNewOneIsAnswered() {
        watchFor(RENEW);
        links.get(0).listener.stateChanged(PeerState.FAILED);
        assertThat(heard).containsExactly("stalled 1", "connecting 1");
        assertThat(feed.status().attempts()).isEqualTo(1);

        links.get(1).asked.complete(null);
        links.get(1).accepted.complete(null);
        show(links.get(1), 2);

        assertThat(heard).endsWith("connected 2", "live 2", "first frame 2");
        assertThat(links).hasSize(2);
    }

    @Test
    void aStallOfTheOldConnectionIsWaitedOutOnTheNewOne() {
        watchFor(RENEW);
        links.get(1).asked.complete(null);
        scheduler.advance(Duration.ofSeconds(3));

        assertThat(heard).containsExactly("stalled 1", "connected 2");
        scheduler.advance(MEDIA);

        assertThat(heard).endsWith("stalled 2");
        assertThat(statistics.reconnects()).isEqualTo(1);
    }

    @Test
    void aNewConnectionThatIsRefusedAfterTheOldOneHasFailedIsTriedAgain() {
        watchFor(RENEW);
        links.get(0).listener.stateChanged(PeerState.FAILED);
        links.get(1).refuse(WhepException.of(WhepFailure.UNREACHABLE));
        assertThat(heard).endsWith("backing-off 1");

        scheduler.advance(Duration.ofSeconds(1));
        links.get(1).asked.complete(null);

        assertThat(links.get(1).calls).containsExactly("ask", "ask", "accept 2");
    }

    @Test
    void aConnectionThatTookOverIsRenewedInItsTurn() {
        watchFor(RENEW);
        links.get(1).asked.complete(null);
        links.get(0).listener.stateChanged(PeerState.FAILED);
        show(links.get(1), 2);

        for (int i = 0; i < RENEW.toSeconds(); i++) {
            scheduler.advance(FRAME);
            slot.offer(Frames.frame(2, ++sequence, scheduler.nanoTime(), () -> {}));
        }

        assertThat(links).hasSize(3);
    }

    @Test
    void aFeedWhoseOldConnectionMisbehavesMeanwhileLeavesBothAndComesBackLate() {
        watchFor(RENEW);
        links.get(1).asked.complete(null);
        links.get(0).listener.faulty(MediaFault.FLOOD);
        assertThat(links).filteredOn(link -> link.calls.contains("leave")).hasSize(2);

        links.get(0).left.complete(null);
        links.get(1).left.complete(null);
        scheduler.advance(Duration.ofMinutes(4));
        assertThat(links).hasSize(2);
        scheduler.advance(Duration.ofMinutes(2));

        assertThat(links).hasSize(3);
    }

    @Test
    void theEndOfAFeedWaitsForBothConnectionsToBeLeft() {
        watchFor(RENEW);
        CompletionStage<Void> ended = feed.end();

        links.get(0).left.complete(null);
        assertThat(ended.toCompletableFuture()).isNotDone();
        links.get(1).left.complete(null);

        assertThat(ended.toCompletableFuture()).isDone();
        assertThat(scheduler.timers()).isZero();
    }

    @Test
    void theEndOfAFeedWaitsForTheConnectionThatWasReplaced() {
        watchFor(RENEW);
        links.get(1).asked.complete(null);
        show(links.get(1), 2);
        CompletionStage<Void> ended = feed.end();

        links.get(1).left.complete(null);
        assertThat(ended.toCompletableFuture()).isNotDone();
        links.get(0).left.complete(null);

        assertThat(ended.toCompletableFuture()).isDone();
    }

    @Test
    void theNewConnectionKnowsWhatTheOldOneHasLearned() {
        FeedMemory learned = new FeedMemory(
                List.of(new IceServer("stun:stun.example", null, null, null)), WhepWay.SERVER_OFFER, false);
        links.get(0).memory = learned;

        watchFor(RENEW);

        assertThat(links.get(1).target.memory()).isEqualTo(learned);
    }

    @Test
    void renewalsCountAsConnectionsThatAFeedMayOpen() {
        perHour = 2;
        renewAfter = Duration.ofMinutes(5);
        startAnew();

        watchFor(Duration.ofMinutes(55));

        assertThat(links).hasSize(2);
    }

    /** The timer went off while the feed's last step was still to come. */
    @Test
    void aTimerThatComesAfterTheEndDoesNothing() {
        feed.end();
        List<Runnable> late = new ArrayList<>();
        FeedRenewal renewal = new FeedRenewal(context(), late::add, new LateFeed());
        renewal.schedule();
        scheduler.advance(RENEW);
        renewal.abandon();

        assertThat(late).hasSize(1);
        late.get(0).run();

        assertThat(scheduler.timers()).isZero();
    }

    /** None of its steps may join. */
    private record LateFeed() implements FeedRenewal.Feed {
        @Override
        public boolean mayJoinAgain() {
            return false;
        }

        @Override
        public FeedAttempt attempt(FeedAttempt.Owner owner) {
            throw new AssertionError("joined");
        }

        @Override
        public long beginEpoch() {
            throw new AssertionError("answered");
        }

        @Override
        public void takeOver(FeedAttempt renewed, long epoch) {}

        @Override
        public void notRenewed(String reason) {}
    }

    @Test
    void zeroIsNever() {
        renewAfter = Duration.ZERO;
        startAnew();

        watchFor(Duration.ofHours(10));

        assertThat(links).hasSize(1);
    }
}
