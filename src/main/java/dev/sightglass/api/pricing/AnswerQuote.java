// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.pricing;

import dev.sightglass.api.Envelopes;
import dev.sightglass.api.QueryParameters;
import dev.sightglass.pricing.Place;
import dev.sightglass.pricing.QuoteRequest;
import dev.sightglass.pricing.Quotes;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code answer-quote}: promises the caller a rate for the place and the duration in the query. */
public final class AnswerQuote implements Processor {

    private static final String AREA = "quote";
    private static final Set<String> PARAMETERS = Set.of("lat", "lng", "durationSeconds", OwnWorkspace.PARAMETER);

    private final Quotes quotes;
    private final int maxDurationSeconds;
    private final Envelopes envelopes;

    /** @param maxDurationSeconds the longest a session may be */
    public AnswerQuote(Quotes quotes, int maxDurationSeconds, Envelopes envelopes) {
        this.quotes = quotes;
        this.maxDurationSeconds = maxDurationSeconds;
        this.envelopes = envelopes;
    }

    @Override
    public void process(Exchange exchange) {
        QueryParameters query = QueryParameters.of(exchange, AREA, PARAMETERS);
        Place place = new Place(query.number("lat", -90, 90), query.number("lng", -180, 180));
        int durationSeconds = query.wholeNumber("durationSeconds", 1, maxDurationSeconds);
        String workspaceId = OwnWorkspace.of(exchange, query, AREA);
        envelopes.answer(exchange, QuoteView.of(quotes.quote(new QuoteRequest(workspaceId, place, durationSeconds))));
    }
}
