// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import java.math.BigInteger;

/**
 * A charge, divided between operator and platform; the two never exceed it.
 *
 * @param toMicroUsdc the operator's part
 * @param feeMicroUsdc the platform's, rounded down
 */
public record FeeSplit(long toMicroUsdc, long feeMicroUsdc) {

    /**
     * Divides a charge.
     *
     * @param chargedMicroUsdc not negative
     * @param feeBasisPoints 0 to 10000
     */
    public static FeeSplit of(long chargedMicroUsdc, int feeBasisPoints) {
        long fee = BigInteger.valueOf(chargedMicroUsdc)
                .multiply(BigInteger.valueOf(feeBasisPoints))
                .divide(BigInteger.valueOf(Rate.ONE))
                .longValueExact();
        return new FeeSplit(chargedMicroUsdc - fee, fee);
    }
}
