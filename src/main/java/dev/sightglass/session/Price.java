// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

/**
 * What a second of LIVE costs.
 *
 * @param ratePerSecondMicroUsdc in millionths of a USDC, 0 to {@value #MAXIMUM}
 */
public record Price(long ratePerSecondMicroUsdc) {
    /** A million USDC per second: sums of such holds still fit a number. */
    public static final long MAXIMUM = 1_000_000_000_000L;

    /** @throws IllegalArgumentException if the rate is out of bounds */
    public Price {
        if (ratePerSecondMicroUsdc < 0 || ratePerSecondMicroUsdc > MAXIMUM) {
            throw new IllegalArgumentException("ratePerSecondMicroUsdc must be between 0 and " + MAXIMUM);
        }
    }

    /** The price of so many seconds, in millionths of a USDC. */
    public long of(int seconds) {
        return Math.multiplyExact(ratePerSecondMicroUsdc, seconds);
    }
}
