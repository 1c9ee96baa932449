// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that moves when told; everything runs on the caller's thread. */
final class FakeFeedScheduler implements FeedScheduler {
    private record Timer(long dueNanos, long order, Runnable task) {}

    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::dueNanos).thenComparingLong(Timer::order));
    private long now = 1_000_000_000L;
    private long order;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        Timer timer = new Timer(now + delay.toNanos(), order++, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    int timers() {
        return timers.size();
    }

    void advance(Duration by) {
        long end = now + by.toNanos();
        while (!timers.isEmpty() && timers.peek().dueNanos() <= end) {
            Timer next = timers.poll();
            now = Math.max(now, next.dueNanos());
            next.task().run();
        }
        now = end;
    }
}
