// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer and its clock, both moved by the test, on its thread. */
final class FakeAlarms extends ScheduledThreadPoolExecutor {

    private final List<Alarm> alarms = new ArrayList<>();
    private long nanoTime = 1_000_000_000;

    FakeAlarms() {
        super(0);
    }

    long nanoTime() {
        return nanoTime;
    }

    /** How many alarms are set. */
    int set() {
        return alarms.size();
    }

    void pass(Duration time) {
        long end = nanoTime + time.toNanos();
        for (Alarm next = nextUntil(end); next != null; next = nextUntil(end)) {
            nanoTime = next.due;
            if (next.periodNanos == 0) {
                alarms.remove(next);
            } else {
                next.due += next.periodNanos;
            }
            next.task.run();
        }
        nanoTime = end;
    }

    private Alarm nextUntil(long end) {
        return alarms.stream().filter(alarm -> alarm.due <= end).findFirst().orElse(null);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return add(new Alarm(task, nanoTime + unit.toNanos(delay), 0));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        return add(new Alarm(task, nanoTime + unit.toNanos(first), unit.toNanos(delay)));
    }

    private Alarm add(Alarm alarm) {
        alarms.add(alarm);
        return alarm;
    }

    private final class Alarm extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final Runnable task;
        private final long periodNanos;
        private long due;

        Alarm(Runnable task, long due, long periodNanos) {
            super((Callable<Void>) () -> null);
            this.task = task;
            this.due = due;
            this.periodNanos = periodNanos;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            alarms.remove(this);
            return super.cancel(mayInterruptIfRunning);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - nanoTime, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
