// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Sessions that are asked for at the price of a quote. */
@ShippedApplication
class QuotedSessionIT {
    private static final Envelope.Expected NOT_FOUND =
            new Envelope.Expected(404, "QUOTE_NOT_FOUND", "Quote not found", "quote:notFound");
    private static final Envelope.Expected EXPIRED =
            new Envelope.Expected(409, "QUOTE_EXPIRED", "Quote expired", "quote:expired");

    @Autowired
    Api api;

    @Autowired
    ShiftedClock clock;

    @AfterEach
    void resetClock() {
        clock.shiftTo(Duration.ZERO);
    }

    @Test
    void costWhatTheQuoteSaysOnce() {
        String quoteId = quote();

        HttpResponse<byte[]> created = create(quoteId, 600);
        HttpResponse<byte[]> again = create(quoteId, 600);

        JsonNode session = Api.json(created).get("data");
        assertThat(session.get("ratePerSecondMicroUsdc").asText()).isEqualTo("1000");
        assertThat(session.get("holdMicroUsdc").asText()).isEqualTo("600000");
        assertThatAnswer(again, NOT_FOUND);
        cancel(session);
    }

    @Test
    void costTheSpotPriceWithoutAQuote() {
        JsonNode session = Api.json(
                        api.post("/sessions", Api.json(Map.of("lat", 50.08, "lng", 14.44, "maxDurationSeconds", 60))))
                .get("data");

        assertThat(session.get("ratePerSecondMicroUsdc").asText()).isEqualTo("1000");
        cancel(session);
    }

    @Test
    void areNotLongerThanTheQuoteWhichStaysGood() {
        String quoteId = quote();

        assertThatAnswer(create(quoteId, 601), Envelope.invalidInput("quote:mismatch"));

        HttpResponse<byte[]> shorter = create(quoteId, 599);
        assertThat(shorter.statusCode()).isEqualTo(200);
        cancel(Api.json(shorter).get("data"));
    }

    @Test
    void comeTooLate() {
        String quoteId = quote();
        clock.shiftTo(Duration.ofSeconds(30));

        assertThatAnswer(create(quoteId, 600), EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1-1-1-1-1", "b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6a"})
    void needAQuoteThatThereIs(String quoteId) {
        assertThatAnswer(create(quoteId, 600), NOT_FOUND);
    }

    private String quote() {
        return Api.json(api.get("/pricing/quote?lat=50.0755&lng=14.4378&durationSeconds=600"))
                .at("/data/quoteId")
                .asText();
    }

    private HttpResponse<byte[]> create(String quoteId, int maxDurationSeconds) {
        return api.post(
                "/sessions",
                Api.json(Map.of(
                        "lat", 50.0755, "lng", 14.4378, "maxDurationSeconds", maxDurationSeconds, "quoteId", quoteId)));
    }

    private void cancel(JsonNode session) {
        api.send(api.request("/sessions/" + session.get("id").asText()).DELETE());
    }
}
