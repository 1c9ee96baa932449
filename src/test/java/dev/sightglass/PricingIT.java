// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.access.Scope;
import dev.sightglass.pricing.Place;
import dev.sightglass.pricing.QuoteRequest;
import dev.sightglass.pricing.Quotes;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Quotes, the demand map, wallet and settlements over HTTP. */
@ShippedApplication
class PricingIT {
    private static final String PRAGUE = "lat=50.0755&lng=14.4378";
    private static final String QUOTE = "/pricing/quote?" + PRAGUE + "&durationSeconds=600";
    private static final String SOMEWHERE = "/settlements/b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6a";
    private static final String NO_ADDRESS = "0x0000000000000000000000000000000000000000";

    @Autowired
    Api api;

    @Autowired
    Quotes quotes;

    @Nested
    class AQuote {

        @Test
        void hasEveryFieldOfTheContract() {
            JsonNode quote = Api.json(api.get(QUOTE)).get("data");

            assertThat(quote.properties().stream().map(Map.Entry::getKey))
                    .containsExactly(
                            "quoteId",
                            "ratePerSecondMicroUsdc",
                            "estimatedTotalMicroUsdc",
                            "supplyFactor",
                            "demandFactor",
                            "corridorMultiplier",
                            "baseRatePerSecondMicroUsdc",
                            "expiresAt");
            assertThat(quote.get("quoteId").asText()).matches("[0-9a-f-]{36}");
            assertThat(quote.get("ratePerSecondMicroUsdc")).hasToString("\"1000\"");
            assertThat(quote.get("estimatedTotalMicroUsdc")).hasToString("\"600000\"");
            assertThat(quote.get("baseRatePerSecondMicroUsdc")).hasToString("\"1000\"");
            assertThat(quote.get("supplyFactor")).hasToString("1.0");
            assertThat(quote.get("demandFactor")).hasToString("1.0");
            assertThat(quote.get("corridorMultiplier")).hasToString("1.0");
        }

        @Test
        void isGoodForThirtySeconds() {
            JsonNode envelope = Api.json(api.get(QUOTE));

            assertThat(Duration.between(
                            Instant.parse(envelope.get("timestamp").asText()),
                            Instant.parse(envelope.at("/data/expiresAt").asText())))
                    .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        }

        @Test
        void canBeUsedByItsWorkspace() {
            String id = Api.json(api.get(QUOTE)).at("/data/quoteId").asText();

            assertThat(quotes.consume(id, new QuoteRequest("default", new Place(50.0755, 14.4378), 600))
                            .perSecondMicroUsdc())
                    .isEqualTo(1000);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "lat=-90&lng=-180&durationSeconds=1",
                    "lat=90&lng=180&durationSeconds=86400",
                    "lat=5e1&lng=1.4E1&durationSeconds=60&workspaceId=default",
                    "l%61t=%2D1&lng=0&durationSeconds=%36%30"
                })
        void isGivenAtTheBounds(String query) {
            assertThat(api.get("/pricing/quote?" + query).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource({
            "'', lat",
            "lng=0&durationSeconds=60, lat",
            "lat=0&durationSeconds=60, lng",
            "lat=0&lng=0, durationSeconds",
            "lat=&lng=0&durationSeconds=60, lat",
            "lat&lng=0&durationSeconds=60, lat",
            "lat=NaN&lng=0&durationSeconds=60, lat",
            "lat=0&lng=Infinity&durationSeconds=60, lng",
            "lat=1e999&lng=0&durationSeconds=60, lat",
            "lat=90.000001&lng=0&durationSeconds=60, lat",
            "lat=0&lng=-180.000001&durationSeconds=60, lng",
            "lat=0x1p3&lng=0&durationSeconds=60, lat",
            "lat=1d&lng=0&durationSeconds=60, lat",
            "lat=%201&lng=0&durationSeconds=60, lat",
            "lat=+1&lng=0&durationSeconds=60, lat",
            "lat=%D9%A1&lng=0&durationSeconds=60, lat",
            "lat=.5&lng=0&durationSeconds=60, lat",
            "lat=0&lng=0&durationSeconds=0, durationSeconds",
            "lat=0&lng=0&durationSeconds=-1, durationSeconds",
            "lat=0&lng=0&durationSeconds=86401, durationSeconds",
            "lat=0&lng=0&durationSeconds=1.5, durationSeconds",
            "lat=0&lng=0&durationSeconds=99999999999, durationSeconds",
            "lat=0&lng=0&durationSeconds=%D9%A1, durationSeconds",
            "lat=0&lat=0&lng=0&durationSeconds=60, lat",
            "lat=0&lng=0&durationSeconds=60&Lat=0, Lat",
            "lat=0&lng=0&durationSeconds=60&x-y=0, unknownParameter",
            "lat=0&lng=0&durationSeconds=60&, unknownParameter",
            "lat=0&lng=0&durationSeconds=60&workspaceId=, workspaceId"
        })
        void namesTheParameterThatIsWrong(String query, String parameter) {
            assertThatAnswer(api.get("/pricing/quote?" + query), Envelope.invalidInput("quote:" + parameter));
        }

        @Test
        void refusesWhatIsNotEncoded() throws Exception {
            String answer = api.raw("GET /api/v1/pricing/quote?lat=%zz HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + Api.KEY + "\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"INVALID_INPUT\"");
        }

        @Test
        void isNotGivenToAnotherWorkspace() {
            assertThatAnswer(api.get(QUOTE + "&workspaceId=elsewhere"), workspaceMismatch("quote"));
        }

        @Test
        void isNotMadeByAPost() {
            assertThat(api.postNothing(QUOTE).statusCode()).isEqualTo(405);
        }
    }

    @Nested
    class WhoMayAsk {

        @ParameterizedTest
        @ValueSource(strings = {QUOTE, "/wallet", "/wallet/events", SOMEWHERE})
        void needsACredential(String path) {
            assertThatAnswer(api.send(api.anonymous(path)), Envelope.NOT_AUTHENTICATED);
        }

        @ParameterizedTest
        @CsvSource({
            QUOTE + ", WALLET_READ, pricingRead",
            "/wallet, PRICING_READ, walletRead",
            "/wallet/events, SESSIONS_READ, walletRead",
            SOMEWHERE + ", WALLET_READ, sessionsRead"
        })
        void needsTheScope(String path, Scope held, String missing) {
            String key = api.keyOf("cats", held);

            assertThatAnswer(
                    api.send(api.anonymous(path).header("Authorization", "Bearer " + key)),
                    Envelope.notAuthorized("scope:" + missing));
        }
    }

    @Nested
    class Demand {

        @Test
        void isThereForEverybody() {
            HttpResponse<byte[]> answer = api.send(api.anonymous("/demand"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Api.json(answer).get("data").isArray()).isTrue();
        }
    }

    @Nested
    class Wallet {

        @Test
        void hasEveryFieldOfTheContract() {
            JsonNode wallet = Api.json(api.get("/wallet?workspaceId=default")).get("data");

            assertThat(wallet.properties().stream().map(Map.Entry::getKey))
                    .containsExactly("workspaceId", "walletAddress", "trackedBalance", "lastSyncBlock", "updatedAt");
            assertThat(wallet.get("workspaceId").asText()).isEqualTo("default");
            assertThat(wallet.get("walletAddress").asText()).isEqualTo(NO_ADDRESS);
            assertThat(wallet.get("trackedBalance")).hasToString("\"1000000000000000\"");
            assertThat(wallet.get("lastSyncBlock")).hasToString("\"0\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "?limit=1", "?limit=200&cursor=abc&workspaceId=default"})
        void hasNoEvents(String query) {
            assertThat(Api.json(api.get("/wallet/events" + query)).get("data")).hasToString("[]");
        }

        @ParameterizedTest
        @CsvSource({
            "/wallet?x=1, x",
            "/wallet?workspaceId=, workspaceId",
            "/wallet?workspaceId=default&workspaceId=default, workspaceId",
            "/wallet/events?limit=0, limit",
            "/wallet/events?limit=201, limit",
            "/wallet/events?limit=, limit",
            "/wallet/events?limit=ten, limit",
            "/wallet/events?cursor=, cursor",
            "/wallet/events?page=1, page"
        })
        void namesTheParameterThatIsWrong(String path, String parameter) {
            assertThatAnswer(api.get(path), Envelope.invalidInput("wallet:" + parameter));
        }

        @Test
        void refusesACursorWithoutEnd() {
            assertThatAnswer(
                    api.get("/wallet/events?cursor=" + "a".repeat(201)), Envelope.invalidInput("wallet:cursor"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"/wallet", "/wallet/events"})
        void isNotShownToAnotherWorkspace(String path) {
            assertThatAnswer(api.get(path + "?workspaceId=elsewhere"), workspaceMismatch("wallet"));
        }
    }

    @Nested
    class Settlement {

        @Test
        void isNotReadyBeforeTheEndAndPendingAfter() {
            String id = api.openLive();
            JsonNode before = Api.json(api.get("/settlements/" + id)).get("data");
            api.end(id);

            JsonNode after = Api.json(api.get("/settlements/" + id)).get("data");

            assertThat(before).hasToString("{\"sessionId\":\"" + id + "\",\"state\":\"NOT_READY\"}");
            assertThat(after.get("state").asText()).isEqualTo("PENDING");
            assertThat(after.get("payload").properties().stream().map(Map.Entry::getKey))
                    .containsExactly(
                            "sessionId",
                            "consumerWalletAddress",
                            "operatorWalletAddress",
                            "ratePerSecondMicroUsdc",
                            "chargeableSeconds",
                            "toAmountMicroUsdc",
                            "feeAmountMicroUsdc");
            assertThat(after.at("/payload/ratePerSecondMicroUsdc")).hasToString("\"0\"");
            assertThat(after.at("/payload/toAmountMicroUsdc")).hasToString("\"0\"");
            assertThat(after.at("/payload/chargeableSeconds").isInt()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {SOMEWHERE, "/settlements/x", "/settlements/1-1-1-1-1", "/settlements/%20"})
        void isNotThereWithoutItsSession(String path) {
            assertThatAnswer(api.get(path), Envelope.SESSION_NOT_FOUND);
        }

        @Test
        void isForThePartiesOnly() {
            String id = api.open(Api.onNothing());
            String key = api.keyOf("cats", Scope.SESSIONS_READ);

            assertThatAnswer(
                    api.send(api.anonymous("/settlements/" + id).header("Authorization", "Bearer " + key)),
                    Envelope.notAuthorized("session:workspaceMismatch"));
        }

        @Test
        void takesNoPost() {
            assertThat(api.send(api.request(SOMEWHERE).POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(405);
        }
    }

    private static Envelope.Expected workspaceMismatch(String area) {
        return new Envelope.Expected(
                403, "WORKSPACE_MISMATCH", "Workspace does not match the credential", area + ":workspaceMismatch");
    }
}
