// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import java.math.BigInteger;

/**
 * The price of a second and what it is made of (contract section 8): base times supply times demand times corridor. Factors are
 * basis points, 10000 is 1.0, so that no money is ever a fraction in binary.
 *
 * @param baseMicroUsdc micro-USDC per second before any factor
 * @param supply few operators in range make it dearer, many cheaper: 7000 to 30000
 * @param demand many open sessions per free operator make it dearer: 10000 to 30000
 * @param corridor multiplier of the zone
 */
public record Rate(long baseMicroUsdc, int supply, int demand, int corridor) {

    /** Basis points that make 1.0. */
    static final int ONE = 10_000;

    private static final int SUPPLY_LEAST = 7_000;
    private static final int MOST = 30_000;
    private static final BigInteger DIVISOR = BigInteger.valueOf(ONE).pow(3);

    /** A rate without any factor. */
    static Rate plain(long baseMicroUsdc) {
        return new Rate(baseMicroUsdc, ONE, ONE, ONE);
    }

    /** A rate where so many offer and ask. */
    static Rate of(long baseMicroUsdc, Traffic traffic, int corridor) {
        return new Rate(
                baseMicroUsdc,
                supply(traffic.activeOperators()),
                demand(traffic.openSessions(), traffic.availableOperators()),
                corridor);
    }

    /**
     * Micro-USDC per second, rounded half up, and that once, after all factors.
     *
     * @throws ArithmeticException if it does not fit a long, which the bounds of the settings rule out
     */
    public long perSecondMicroUsdc() {
        BigInteger product = BigInteger.valueOf(baseMicroUsdc)
                .multiply(BigInteger.valueOf(supply))
                .multiply(BigInteger.valueOf(demand))
                .multiply(BigInteger.valueOf(corridor));
        return product.add(DIVISOR.shiftRight(1)).divide(DIVISOR).longValueExact();
    }

    /** clamp(1 / active operators, 0.7, 3.0); with nobody in range the upper bound, which is where it tends to. */
    static int supply(int activeOperators) {
        return activeOperators == 0 ? MOST : clamp(shares(1, activeOperators), SUPPLY_LEAST);
    }

    /** clamp(1 + open / available, 1.0, 3.0); with nobody free the upper bound, unless nobody asks either. */
    static int demand(int openSessions, int availableOperators) {
        if (availableOperators == 0) {
            return openSessions == 0 ? ONE : MOST;
        }
        return clamp(ONE + shares(openSessions, availableOperators), ONE);
    }

    /** A fraction in basis points, rounded half up. */
    private static long shares(long part, long whole) {
        return (part * ONE * 2 + whole) / (whole * 2);
    }

    private static int clamp(long basisPoints, int least) {
        return (int) Math.max(least, Math.min(MOST, basisPoints));
    }
}
