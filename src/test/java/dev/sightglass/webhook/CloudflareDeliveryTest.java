// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.webhook.InputEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudflareDeliveryTest {
    private static final String INPUT = "0123456789abcdef0123456789abcdef";

    private static Optional<InputEvent> read(String body) {
        return CloudflareDelivery.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String body(String inputId, String type, String updatedAt) {
        return """
                {"name":"Live Webhook Test","text":"Notification type: Stream Live Input","data":{
                  "notification_name":"Stream Live Input","input_id":"%s","event_type":"%s","updated_at":"%s"},
                  "ts":1641857124,"alert_type":"stream_live_notifications"}
                """.formatted(inputId, type, updatedAt);
    }

    @ParameterizedTest
    @CsvSource({"connected,CONNECTED", "disconnected,DISCONNECTED", "errored,ERRORED"})
    void readsTheEventToTheNanosecond(String type, Kind kind) {
        assertThat(read(body(INPUT, "live_input." + type, "2022-01-13T07:11:28.878102141Z")))
                .contains(new InputEvent(INPUT, kind, Instant.parse("2022-01-13T07:11:28.878102141Z")));
    }

    @Test
    void readsATimeWithAnOffset() {
        assertThat(read(body(INPUT, "live_input.connected", "2022-01-13T08:11:28+01:00")))
                .map(InputEvent::updatedAt)
                .contains(Instant.parse("2022-01-13T07:11:28Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "a/../b,live_input.connected,2022-01-13T07:11:28Z",
        "'',live_input.connected,2022-01-13T07:11:28Z",
        "in,live_input.renamed,2022-01-13T07:11:28Z",
        "in,live_input.connected,yesterday",
        "in,live_input.connected,+9999999-01-13T07:11:28Z",
        "in,live_input.connected,2201-01-13T07:11:28Z",
        "in,live_input.connected,1969-01-13T07:11:28Z"
    })
    void knowsNoEventInWhatItCannotPlace(String inputId, String type, String updatedAt) {
        assertThat(read(body(inputId, type, updatedAt))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"Hello World! This is a test message sent from https://cloudflare.com.\"}",
                "{}",
                "[]",
                "null",
                "{\"data\":[1]}",
                "{\"data\":{\"event_type\":{\"a\":1},\"input_id\":[],\"updated_at\":7}}"
            })
    void knowsNoEventInOtherJson(String body) {
        assertThat(read(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hello", "{", "{\"data\":", "{} {}", "\u0000"})
    void refusesWhatIsNotJson(String body) {
        assertThatExceptionOfType(UnreadableDeliveryException.class).isThrownBy(() -> read(body));
    }

    @Test
    void refusesDeepNesting() {
        assertThatExceptionOfType(UnreadableDeliveryException.class)
                .isThrownBy(() -> read("[".repeat(10_000) + "]".repeat(10_000)));
    }
}
