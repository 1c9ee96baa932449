// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

/**
 * What a workspace has spent, in micro-USDC.
 *
 * @param charged for sessions that are over
 * @param held for sessions that are not: the most that they can cost
 */
public record Funds(long charged, long held) {

    /** What is left of a limit; not below 0. */
    public long leftOf(long limitMicroUsdc) {
        return Math.max(0, limitMicroUsdc - charged - held);
    }
}
