// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test moves; also the nanoseconds, and the pause that takes them. */
final class FakeClock extends Clock implements Retries.Pause {
    static final Instant NOON = Instant.parse("2026-05-13T12:00:00.123Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    /** Passes at once. */
    @Override
    public boolean sleep(Duration delay) {
        advance(delay);
        return true;
    }

    long nanos() {
        return Duration.between(NOON, now.get()).toNanos();
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
