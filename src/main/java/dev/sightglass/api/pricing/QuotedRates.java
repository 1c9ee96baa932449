// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.pricing;

import dev.sightglass.api.sessions.RateSource;
import dev.sightglass.pricing.Place;
import dev.sightglass.pricing.QuoteRequest;
import dev.sightglass.pricing.Quotes;
import dev.sightglass.pricing.Rate;
import dev.sightglass.session.Price;
import dev.sightglass.session.RequestSession;
import java.util.function.Function;

/** The rate that a quote promised to the one who asks for a session, or the spot price if they name none. */
public final class QuotedRates implements RateSource {

    private final Quotes quotes;

    public QuotedRates(Quotes quotes) {
        this.quotes = quotes;
    }

    @Override
    public <T> T atRate(RequestSession wish, Function<Price, T> purchase) {
        String quoteId = wish.quoteId();
        QuoteRequest request =
                new QuoteRequest(wish.workspaceId(), new Place(wish.lat(), wish.lng()), wish.maxDurationSeconds());
        return quoteId == null
                ? purchase.apply(price(quotes.spot(request.place())))
                : quotes.consume(quoteId, request, rate -> purchase.apply(price(rate)));
    }

    private static Price price(Rate rate) {
        return new Price(rate.perSecondMicroUsdc());
    }
}
