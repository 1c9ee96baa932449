// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, which a test may put forward and back: media runs on real time all the while. */
final class ShiftedClock extends Clock {
    private volatile Duration shift = Duration.ZERO;

    void shiftTo(Duration ahead) {
        shift = ahead;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(shift);
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
