// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A timer that runs when the test says so, on its thread; moves the clock that it is given. */
final class FakeDeadlines implements Deadlines {

    private record Timer(long dueNanos, Runnable task) {}

    private final AtomicLong nanoTime;
    private final List<Timer> timers = new ArrayList<>();

    FakeDeadlines(AtomicLong nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized Runnable after(Duration delay, Runnable task) {
        Timer timer = new Timer(nanoTime.get() + delay.toNanos(), task);
        timers.add(timer);
        return () -> forget(timer);
    }

    private synchronized void forget(Timer timer) {
        timers.removeIf(each -> each == timer);
    }

    synchronized int timers() {
        return timers.size();
    }

    void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
        due().forEach(Runnable::run);
    }

    private synchronized List<Runnable> due() {
        List<Timer> due = timers.stream()
                .filter(timer -> timer.dueNanos() <= nanoTime.get())
                .toList();
        timers.removeAll(due);
        return due.stream().map(Timer::task).toList();
    }
}
