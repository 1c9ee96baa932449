// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightglass.platform.ContractException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who pays for an encode, and how many variants a frame has: asked as routes ask. */
class EncodesTest {
    private static final String SESSION = "b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6a";
    private static final Variant USUAL = Variant.jpeg(1280, 80);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicLong nanoTime = new AtomicLong(1_000_000_000);
    private final SnapshotCache cache = new SnapshotCache(1_000_000, LONG);
    private final FakeFrames frames = new FakeFrames(cache);
    private final FreshestSnapshot snapshots = new FreshestSnapshot(
            cache,
            new Encodes(frames, new FrameVariants(USUAL, 3), new EncodeTurns(2, 10, LONG), nanoTime::get),
            new FreshestSnapshot.Limits(LONG, LONG),
            nanoTime::get);
    private final Account cats = new Account("cats");
    private final Account dogs = new Account("dogs");

    EncodesTest() {
        frames.decode(1, 1, nanoTime.get());
    }

    @Nested
    class TheTimeOfAnEncode {

        @Test
        void isChargedToWhoAskedFirst() {
            frames.slowDown();
            CompletionStage<Snapshot> first = get(USUAL, cats);
            CompletionStage<Snapshot> second = get(USUAL, dogs);
            nanoTime.addAndGet(7_000_000);
            frames.finish();

            assertThat(picture(first)).isSameAs(picture(second));
            assertThat(cats.charged).isEqualTo(Duration.ofMillis(7));
            assertThat(dogs.charged).isZero();
        }

        @Test
        void beginsWhenAWorkerIsFree() {
            frames.occupyWorkers();
            frames.slowDown();
            get(USUAL, cats);
            nanoTime.addAndGet(900_000_000);
            frames.freeWorkers();
            nanoTime.addAndGet(5_000_000);
            frames.finish();

            assertThat(cats.charged).isEqualTo(Duration.ofMillis(5));
        }

        @Test
        void isChargedEvenIfNoPictureComesOfIt() {
            frames.finishWithoutSnapshot();
            frames.slowDown();
            get(USUAL, cats);
            nanoTime.addAndGet(5_000_000);
            frames.finish();

            assertThat(cats.charged).isEqualTo(Duration.ofMillis(5));
        }
    }

    @Nested
    class WhoHasNoTimeLeft {

        WhoHasNoTimeLeft() {
            cats.empty = true;
        }

        @Test
        void causesNoEncode() {
            assertThatThrownBy(() -> picture(get(USUAL, cats))).hasRootCauseInstanceOf(Refusal.class);
            assertThat(frames.encodes()).isZero();
        }

        @Test
        void isServedWhatIsCached() {
            Snapshot cached = picture(get(USUAL, dogs));

            assertThat(picture(get(USUAL, cats))).isSameAs(cached);
        }

        @Test
        void mayJoinWhatIsEncodedForAnother() {
            frames.slowDown();
            CompletionStage<Snapshot> others = get(USUAL, dogs);
            CompletionStage<Snapshot> own = get(USUAL, cats);
            frames.finish();

            assertThat(picture(own)).isSameAs(picture(others));
        }

        @Test
        void mayJoinWhatWaitsForAWorkerForAnother() {
            frames.occupyWorkers();
            CompletionStage<Snapshot> others = get(USUAL, dogs);
            CompletionStage<Snapshot> own = get(USUAL, cats);
            frames.freeWorkers();

            assertThat(picture(own)).isSameAs(picture(others));
        }
    }

    @Nested
    class TheVariantsOfAFrame {

        @Test
        void areBounded() {
            encodeThree();

            assertThatThrownBy(() -> picture(get(Variant.jpeg(400, 80), cats)))
                    .hasRootCauseInstanceOf(VariantLimitException.class)
                    .hasMessageContaining("limit:variants");
            assertThat(frames.encodes()).isEqualTo(3);
        }

        @Test
        void neverLackTheUsualOne() {
            encodeThree();

            assertThat(picture(get(USUAL, cats)).key().variant()).isEqualTo(USUAL);
        }

        @Test
        void areServedOnceTheyAreThere() {
            encodeThree();

            assertThat(picture(get(Variant.jpeg(200, 80), dogs)).key().variant())
                    .isEqualTo(Variant.jpeg(200, 80));
            assertThat(frames.encodes()).isEqualTo(3);
        }

        @Test
        void areCountedAnewForTheNextFrame() {
            encodeThree();
            frames.decode(1, 2, nanoTime.get());

            assertThat(picture(get(Variant.jpeg(400, 80), cats)).stamp().sequence())
                    .isEqualTo(2);
        }

        @Test
        void areNoMoreOfAFrameThatOneMeetsOnlyWhenItsTurnHasCome() {
            frames.occupyWorkers();
            CompletionStage<Snapshot> early = get(Variant.jpeg(400, 80), cats);
            frames.decode(1, 2, nanoTime.get());
            for (int edge : new int[] {100, 200, 300}) {
                get(Variant.jpeg(edge, 80), cats);
            }
            frames.freeWorkers();

            assertThatThrownBy(() -> picture(early)).hasRootCauseInstanceOf(VariantLimitException.class);
            assertThat(frames.encodes()).isEqualTo(3);
        }

        private void encodeThree() {
            for (int edge : new int[] {100, 200, 300}) {
                picture(get(Variant.jpeg(edge, 80), cats));
            }
        }
    }

    @Test
    void ofAWorkspaceThatAsksForMuchLeaveAnotherItsTurn() {
        frames.occupyWorkers();
        for (int edge : new int[] {100, 200, 300}) {
            get(Variant.jpeg(edge, 80), cats);
        }
        CompletionStage<Snapshot> one = get(USUAL, dogs);
        assertThat(frames.queued()).isEqualTo(2);
        frames.freeWorkers();

        assertThat(picture(one).key().variant()).isEqualTo(USUAL);
    }

    private CompletionStage<Snapshot> get(Variant variant, Payer payer) {
        return snapshots.get(SnapshotRequest.now(SESSION, variant, LONG, payer));
    }

    private static Snapshot picture(CompletionStage<Snapshot> answer) {
        return answer.toCompletableFuture().join();
    }

    /** An account that says whether it is empty, and keeps what it was charged. */
    private static final class Account implements Payer {
        private final String workspaceId;
        private Duration charged = Duration.ZERO;
        private boolean empty;

        Account(String workspaceId) {
            this.workspaceId = workspaceId;
        }

        @Override
        public String workspaceId() {
            return workspaceId;
        }

        @Override
        public void requireEncodeTime() {
            if (empty) {
                throw new Refusal();
            }
        }

        @Override
        public void charge(Duration time) {
            charged = charged.plus(time);
        }
    }

    private static final class Refusal extends ContractException {
        private static final long serialVersionUID = 1L;

        Refusal() {
            super("RATE_LIMITED", "limit:encodeTime");
        }
    }
}
