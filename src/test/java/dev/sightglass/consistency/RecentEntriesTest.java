// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** When an entry is good enough, and how often it is loaded. */
@Timeout(20)
class RecentEntriesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong value = new AtomicLong();
    private final LocalStore store = new LocalStore(new DriverManagerDataSource(), 5);
    private final AtomicInteger loads = new AtomicInteger();
    private final RecentEntries<String, Long> entries = new RecentEntries<>(store, this::load, 100, nanos::get);
    private final ExecutorService others = Executors.newCachedThreadPool();
    private volatile Runnable duringLoad = () -> {};

    @AfterEach
    void stopOthers() {
        others.shutdownNow();
    }

    /** Reads first and returns later, as a database does. */
    private Long load(String key) {
        long seen = value.get();
        loads.incrementAndGet();
        duringLoad.run();
        return seen;
    }

    /** A write, and then its token. */
    private ConsistencyToken raise() {
        value.incrementAndGet();
        return store.now();
    }

    @Test
    void loadsOnceForFiveSeconds() {
        entries.get("a", null);
        nanos.addAndGet(RecentEntries.KEEP.toNanos() - 1);
        entries.get("a", null);
        assertThat(loads).hasValue(1);

        nanos.incrementAndGet();
        entries.get("a", null);
        assertThat(loads).hasValue(2);
    }

    @Test
    void countsTheAgeFromBeforeTheLoad() {
        duringLoad = () -> nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        entries.get("a", null);

        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        entries.get("a", null);

        assertThat(loads).hasValue(2);
    }

    @Test
    void answersATokenFromAnEntryThatCoversIt() {
        ConsistencyToken token = raise();
        entries.get("a", null);

        assertThat(entries.get("a", token)).isEqualTo(1);
        assertThat(loads).hasValue(1);
    }

    @Test
    void loadsAnewForATokenThatTheEntryDoesNotCover() {
        entries.get("a", null);
        ConsistencyToken token = raise();

        assertThat(entries.get("a", null)).isZero();
        assertThat(entries.get("a", token)).isEqualTo(1);
        assertThat(entries.get("a", null)).isEqualTo(1);
        assertThat(loads).hasValue(2);
    }

    @Test
    void isUnavailableWhereEvenFreshReadsDoNotShowTheWrite() {
        ConsistencyToken ahead = new ConsistencyToken(5, 1);

        assertThatThrownBy(() -> entries.get("a", ahead))
                .isInstanceOfSatisfying(StoreBehindException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("UNAVAILABLE");
                    assertThat(refusal.retryAfterSeconds()).isEqualTo(1);
                });
        assertThat(loads).hasValue(3);
    }

    @Test
    void keepsNothingOfALoadThatFailed() {
        duringLoad = () -> {
            throw new IllegalStateException("away");
        };
        assertThatThrownBy(() -> entries.get("a", null)).hasMessage("away");
        duringLoad = () -> {};

        assertThat(entries.get("a", null)).isZero();
    }

    @Test
    void loadsOnceForManyWhoWantTheSameWrite() {
        entries.get("a", null);
        ConsistencyToken token = raise();
        CountDownLatch waiting = new CountDownLatch(8);
        duringLoad = () -> await(waiting);

        List<CompletableFuture<Long>> answers = new ArrayList<>();
        for (int reader = 0; reader < 8; reader++) {
            answers.add(CompletableFuture.supplyAsync(
                    () -> {
                        waiting.countDown();
                        return entries.get("a", token);
                    },
                    others));
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(1));
        assertThat(loads).hasValue(2);
    }

    @Test
    void doesNotTakeTheLoadOfAnotherThatBeganBeforeTheWrite() {
        CompletableFuture<Long> before = begunLoad();
        ConsistencyToken token = raise();
        CompletableFuture<Long> after = CompletableFuture.supplyAsync(() -> entries.get("a", token), others);

        duringLoad = () -> {};
        letGo.countDown();

        assertThat(before.join()).isZero();
        assertThat(after.join()).isEqualTo(1);
        assertThat(entries.get("a", null)).isEqualTo(1);
    }

    @Test
    void forgetsAllIncludingWhatIsBeingLoaded() {
        CompletableFuture<Long> before = begunLoad();
        raise();
        entries.invalidateAll();
        letGo.countDown();
        before.join();

        assertThat(entries.get("a", null)).isEqualTo(1);
    }

    @Test
    void forgetsAKeyIncludingWhatIsBeingLoaded() {
        CompletableFuture<Long> before = begunLoad();
        raise();
        CompletableFuture<Void> forgotten = CompletableFuture.runAsync(() -> entries.invalidate("a"), others);
        letGo.countDown();
        forgotten.join();

        assertThat(entries.get("a", null)).isEqualTo(1);
        assertThat(before.join()).isZero();
    }

    private final CountDownLatch letGo = new CountDownLatch(1);

    /** A load that has read and does not return until it is let go. */
    private CompletableFuture<Long> begunLoad() {
        CountDownLatch begun = new CountDownLatch(1);
        duringLoad = () -> {
            begun.countDown();
            await(letGo);
        };
        CompletableFuture<Long> load = CompletableFuture.supplyAsync(() -> entries.get("a", null), others);
        await(begun);
        duringLoad = () -> {};
        return load;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
