// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.pricing;

import dev.sightglass.api.Timestamps;
import dev.sightglass.pricing.Quote;
import dev.sightglass.pricing.Rate;

/** A quote on the wire (contract section 8): money as decimal text, factors as plain numbers. */
record QuoteView(
        String quoteId,
        String ratePerSecondMicroUsdc,
        String estimatedTotalMicroUsdc,
        double supplyFactor,
        double demandFactor,
        double corridorMultiplier,
        String baseRatePerSecondMicroUsdc,
        String expiresAt) {

    /** Basis points that make 1.0. */
    private static final double ONE = 10_000;

    static QuoteView of(Quote quote) {
        Rate rate = quote.rate();
        return new QuoteView(
                quote.id().toString(),
                Long.toString(rate.perSecondMicroUsdc()),
                Long.toString(quote.totalMicroUsdc()),
                rate.supply() / ONE,
                rate.demand() / ONE,
                rate.corridor() / ONE,
                Long.toString(rate.baseMicroUsdc()),
                Timestamps.text(quote.expiresAt()));
    }
}
