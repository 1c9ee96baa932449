// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@link Quotes} promise, on either database. */
class QuotesIT {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00.123456Z");
    private static final Duration TTL = Duration.ofSeconds(30);
    private static final int MOST = 5;
    private static final int CALLERS = 50;
    private static final Place PRAGUE = new Place(50.0755, 14.4378);

    @Nested
    @ExtendWith(OnH2.class)
    class OnH2InMemory extends Contract {
        OnH2InMemory(DataSource database) {
            super(database);
        }
    }

    @Nested
    @ExtendWith(OnPostgres.class)
    class OnARealPostgres extends Contract {
        OnARealPostgres(DataSource database) {
            super(database);
        }
    }

    abstract static class Contract {
        private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        private final FakeClock clock = new FakeClock(NOON);
        private final DataSource database;
        private final Quotes quotes;

        Contract(DataSource database) {
            this.database = database;
            this.quotes = quotes(false);
        }

        @AfterEach
        void stopThreads() {
            threads.shutdownNow();
        }

        private Quotes quotes(boolean dynamic) {
            PriceList prices = new PriceList(
                    1000, dynamic, List.of(new Zone(PRAGUE, 1000, 12_345)), new PriceList.Quotas(TTL, MOST));
            return new Quotes(new JdbcQuotes(database), place -> new Traffic(0, 0, 1), prices, clock);
        }

        private static QuoteRequest by(String workspace) {
            return new QuoteRequest(workspace, PRAGUE, 600);
        }

        @Test
        void promisesTheBaseRateUntilItExpires() {
            Quote quote = quotes.quote(by("cats"));

            assertThat(quote.rate()).isEqualTo(Rate.plain(1000));
            assertThat(quote.totalMicroUsdc()).isEqualTo(600_000);
            assertThat(quote.expiresAt()).isEqualTo("2026-05-13T12:00:30.123Z");
        }

        @Test
        void keepsWhatItPromised() {
            Quote quote = quotes(true).quote(by("cats"));

            assertThat(quote.rate()).isEqualTo(new Rate(1000, 30_000, 30_000, 12_345));
            assertThat(new JdbcQuotes(database).find(quote.id(), "cats")).contains(quote);
            assertThat(quotes.consume(quote.id().toString(), by("cats"))).isEqualTo(quote.rate());
        }

        @Test
        void isForOneUse() {
            String id = quotes.quote(by("cats")).id().toString();
            quotes.consume(id, by("cats"));

            assertThatExceptionOfType(QuoteNotFoundException.class).isThrownBy(() -> quotes.consume(id, by("cats")));
        }

        @Test
        void isSpentByAPurchase() {
            String id = quotes.quote(by("cats")).id().toString();

            assertThat(quotes.consume(id, by("cats"), Rate::perSecondMicroUsdc)).isEqualTo(1000);
            assertThatExceptionOfType(QuoteNotFoundException.class).isThrownBy(() -> quotes.consume(id, by("cats")));
        }

        @Test
        void staysGoodForAsLongAsBeforeIfThePurchaseIsRefused() {
            String id = quotes.quote(by("cats")).id().toString();

            assertThatExceptionOfType(TooManyQuotesException.class)
                    .isThrownBy(() -> quotes.consume(id, by("cats"), rate -> {
                        throw new TooManyQuotesException();
                    }));

            clock.advance(TTL.minusMillis(1));
            assertThat(quotes.consume(id, by("cats"))).isEqualTo(Rate.plain(1000));
        }

        @Test
        void isSpentByAFailureBehindWhichThePurchaseMayHaveBeenMade() {
            String id = quotes.quote(by("cats")).id().toString();

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> quotes.consume(id, by("cats"), rate -> {
                        throw new IllegalStateException("connection lost");
                    }));

            assertThatExceptionOfType(QuoteNotFoundException.class).isThrownBy(() -> quotes.consume(id, by("cats")));
        }

        @RepeatedTest(5)
        void isForOneOfManyWhoUseItAtOnce() throws Exception {
            String id = quotes.quote(by("cats")).id().toString();
            CyclicBarrier start = new CyclicBarrier(CALLERS);
            Callable<Boolean> use = () -> {
                start.await(60, TimeUnit.SECONDS);
                return consumes(id);
            };
            List<Future<Boolean>> calls = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                calls.add(threads.submit(use));
            }

            int winners = 0;
            for (Future<Boolean> call : calls) {
                winners += call.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }

            assertThat(winners).isOne();
        }

        private boolean consumes(String id) {
            try {
                quotes.consume(id, by("cats"));
                return true;
            } catch (QuoteNotFoundException e) {
                return false;
            }
        }

        @Test
        void isNoOtherWorkspacesAndStaysItsOwners() {
            String id = quotes.quote(by("cats")).id().toString();

            assertThatExceptionOfType(QuoteNotFoundException.class).isThrownBy(() -> quotes.consume(id, by("dogs")));
            assertThat(new JdbcQuotes(database).use(UUID.fromString(id), "dogs", NOON))
                    .isFalse();
            assertThat(quotes.consume(id, by("cats"))).isEqualTo(Rate.plain(1000));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000", "' OR '1'='1", "\u0000"})
        void isNotFoundUnderAnyOtherId(String id) {
            assertThatExceptionOfType(QuoteNotFoundException.class).isThrownBy(() -> quotes.consume(id, by("cats")));
        }

        @Test
        void isGoodUntilTheLastMillisecond() {
            String id = quotes.quote(by("cats")).id().toString();
            clock.advance(TTL.minusMillis(1));

            assertThat(quotes.consume(id, by("cats"))).isEqualTo(Rate.plain(1000));
        }

        @Test
        void expires() {
            String id = quotes.quote(by("cats")).id().toString();
            clock.advance(TTL);

            assertThatExceptionOfType(QuoteExpiredException.class).isThrownBy(() -> quotes.consume(id, by("cats")));
            assertThat(new JdbcQuotes(database).use(UUID.fromString(id), "cats", clock.instant()))
                    .isFalse();
        }

        @Test
        void isForgottenAWhileAfterItExpired() {
            String id = quotes.quote(by("cats")).id().toString();
            clock.advance(TTL.plusMinutes(4));
            quotes.forgetExpired();
            assertThatExceptionOfType(QuoteExpiredException.class).isThrownBy(() -> quotes.consume(id, by("cats")));

            clock.advance(Duration.ofMinutes(2));
            quotes.forgetExpired();

            assertThatExceptionOfType(QuoteNotFoundException.class).isThrownBy(() -> quotes.consume(id, by("cats")));
            assertThat(JdbcClient.create(database)
                            .sql("SELECT COUNT(*) FROM quotes")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }

        @ParameterizedTest
        @CsvSource({"50.0755, 14.4378, 600", "50.0755, 14.4378, 1", "50.076, 14.438, 600", "50.0755, 14.4388, 599"})
        void coversTheSamePlaceAndNoMoreSeconds(double lat, double lng, int seconds) {
            String id = quotes.quote(by("cats")).id().toString();

            assertThat(quotes.consume(id, new QuoteRequest("cats", new Place(lat, lng), seconds)))
                    .isEqualTo(Rate.plain(1000));
        }

        @ParameterizedTest
        @CsvSource({"50.0755, 14.4378, 601", "50.0775, 14.4378, 600", "-50.0755, 14.4378, 600"})
        void refusesWhatItWasNotForAndStaysGood(double lat, double lng, int seconds) {
            String id = quotes.quote(by("cats")).id().toString();

            assertThatExceptionOfType(QuoteMismatchException.class)
                    .isThrownBy(() -> quotes.consume(id, new QuoteRequest("cats", new Place(lat, lng), seconds)));
            assertThat(quotes.consume(id, by("cats"))).isEqualTo(Rate.plain(1000));
        }

        @Test
        void areLimitedInNumberForEachWorkspaceUntilTheyExpire() {
            for (int quote = 0; quote < MOST; quote++) {
                quotes.quote(by("cats"));
            }

            assertThatExceptionOfType(TooManyQuotesException.class).isThrownBy(() -> quotes.quote(by("cats")));
            assertThat(quotes.quote(by("dogs"))).isNotNull();
            clock.advance(TTL);
            assertThat(quotes.quote(by("cats"))).isNotNull();
        }
    }
}
