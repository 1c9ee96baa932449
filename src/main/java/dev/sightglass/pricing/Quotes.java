// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import dev.sightglass.platform.ContractException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Prices: quotes that hold for seconds and for one session, and the spot price where nobody asked for one. Safe for concurrent use. */
public final class Quotes {

    /** How long an expired quote can still be told from one that never was. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    /** The canonical form only: {@link UUID#fromString} would take {@code 1-1-1-1-1} too. */
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final QuoteRepository repository;
    private final Market market;
    private final PriceList prices;
    private final Clock clock;

    Quotes(QuoteRepository repository, Market market, PriceList prices, Clock clock) {
        this.repository = repository;
        this.market = market;
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * Quotes kept in a database.
     *
     * @param database with our tables
     * @param demandRadiusMeters how far from a place an open session still counts as demand there
     */
    public static Quotes stored(DataSource database, PriceList prices, int demandRadiusMeters, Clock clock) {
        return new Quotes(new JdbcQuotes(database), new JdbcMarket(database, demandRadiusMeters), prices, clock);
    }

    /**
     * Promises a rate.
     *
     * @throws TooManyQuotesException if the workspace holds as many unexpired quotes as it may
     */
    public Quote quote(QuoteRequest request) {
        Instant now = clock.instant();
        Quote quote = new Quote(
                UUID.randomUUID(),
                request,
                spot(request.place()),
                now.plus(prices.quotes().ttl()));
        if (!repository.add(quote, now, prices.quotes().perWorkspace())) {
            throw new TooManyQuotesException();
        }
        return quote;
    }

    /** The rate at that place now, without any promise. */
    public Rate spot(Place place) {
        return prices.dynamic()
                ? Rate.of(prices.baseMicroUsdc(), market.around(place), prices.corridorAt(place))
                : Rate.plain(prices.baseMicroUsdc());
    }

    /**
     * Uses up a quote. Of any number of calls with the same quote, in all processes, exactly one returns. A refusal leaves the
     * quote as it is.
     *
     * @param quoteId as the caller sent it
     * @param wish whose session, where, how long
     * @return the rate that was promised
     * @throws QuoteNotFoundException if there is none of that id for that workspace (any more)
     * @throws QuoteExpiredException if it is not good any more
     * @throws QuoteMismatchException if it is for another place or a shorter session
     */
    public Rate consume(String quoteId, QuoteRequest wish) {
        return used(quoteId, wish).rate();
    }

    private Quote used(String quoteId, QuoteRequest wish) {
        Instant now = clock.instant();
        Quote quote = find(quoteId, wish.workspaceId()).orElseThrow(QuoteNotFoundException::new);
        if (quote.isExpired(now)) {
            throw new QuoteExpiredException();
        }
        if (!quote.request().covers(wish)) {
            throw new QuoteMismatchException();
        }
        // What was read never changes, so only who gets to delete the row is left to decide.
        if (!repository.use(quote.id(), wish.workspaceId(), now)) {
            throw new QuoteNotFoundException();
        }
        return quote;
    }

    /**
     * As {@link #consume(String, QuoteRequest)}, for a purchase that may be refused: then the quote is as good as before. A crash in
     * between loses it, and so does a failure that is no refusal, behind which the purchase may have been made.
     *
     * @param purchase buys at the rate that was promised
     * @return what was bought
     */
    public <T> T consume(String quoteId, QuoteRequest wish, Function<Rate, T> purchase) {
        Quote quote = used(quoteId, wish);
        try {
            return purchase.apply(quote.rate());
        } catch (ContractException refused) {
            // However many the workspace holds by now: it was allowed once.
            repository.add(quote, clock.instant(), Integer.MAX_VALUE);
            throw refused;
        }
    }

    /** Forgets quotes that expired a while ago. For the sweeper. */
    public void forgetExpired() {
        repository.forgetExpiredBefore(clock.instant().minus(REMEMBERED));
    }

    private Optional<Quote> find(String quoteId, String workspaceId) {
        return ID.matcher(quoteId).matches()
                ? repository.find(UUID.fromString(quoteId), workspaceId)
                : Optional.empty();
    }
}
