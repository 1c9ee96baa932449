// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmThreadsTest {
    private static final int MOST = 64;
    private static final int FEW = MOST / 8;
    private static final int TASKS = 1000;

    private final ForkJoinPool pool = WarmThreads.pool(MOST, "http");

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    @Test
    void give_most_of_the_work_to_few_though_many_rest() throws Exception {
        waken(MOST);
        Map<Thread, Integer> tasks = new ConcurrentHashMap<>();

        for (int i = 0; i < TASKS; i++) {
            run(() -> tasks.merge(Thread.currentThread(), 1, Integer::sum));
        }

        int ofTheFew = tasks.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(FEW)
                .mapToInt(Integer::intValue)
                .sum();
        // Taken in turn they would have an eighth; a few more than one take part, as a task may come before the last
        // thread rests.
        assertThat(ofTheFew).isGreaterThan(TASKS / 4);
    }

    @Test
    void are_as_many_as_tasks_that_wait_for_something() throws Exception {
        waken(MOST);
    }

    @Test
    void are_never_more_though_each_waits_for_a_future() throws Exception {
        int tasks = 3 * MOST;
        CompletableFuture<Void> future = new CompletableFuture<>();
        CountDownLatch waiting = new CountDownLatch(MOST);
        CountDownLatch done = new CountDownLatch(tasks);
        Set<Thread> used = ConcurrentHashMap.newKeySet();

        for (int i = 0; i < tasks; i++) {
            pool.execute(() -> {
                used.add(Thread.currentThread());
                waiting.countDown();
                future.join();
                done.countDown();
            });
        }
        await(waiting);
        future.complete(null);

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(used).hasSize(MOST);
    }

    @Test
    void see_the_classes_that_the_application_sees_and_have_names() throws Exception {
        Thread[] thread = new Thread[1];

        run(() -> thread[0] = Thread.currentThread());

        assertThat(thread[0].getContextClassLoader())
                .isSameAs(Thread.currentThread().getContextClassLoader());
        assertThat(thread[0].getName()).startsWith("http-exec-");
        assertThat(thread[0].isDaemon()).isTrue();
    }

    /** That many tasks at once, each of which needs all others to be under way. */
    private void waken(int tasks) throws InterruptedException {
        CountDownLatch underWay = new CountDownLatch(tasks);
        CountDownLatch done = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            pool.execute(() -> {
                underWay.countDown();
                await(underWay);
                done.countDown();
            });
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Runnable task) throws Exception {
        Future<?> done = pool.submit(task);
        done.get(10, TimeUnit.SECONDS);
    }
}
