// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.consistency.DataStore;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Consistency tokens over HTTP. Changes by another process are made past the application, in its database. */
@ShippedApplication
class ConsistencyIT {
    private static final String HEADER = "x-lx-consistency-token";

    @Autowired
    Api api;

    @Autowired
    DataStore store;

    @Test
    void namesAWriteInHeaderAndBody() {
        HttpResponse<byte[]> opened = api.post("/sessions", Api.onNothing());

        JsonNode session = Api.json(opened).get("data");
        assertThat(opened.headers().firstValue(HEADER))
                .hasValue(session.get("consistencyToken").asText());
        assertThat(get(session.get("id").asText(), null).headers().firstValue(HEADER))
                .isEmpty();
    }

    @Test
    void isNotOlderThanTheToken() {
        String id = api.open(Api.onNothing());
        get(id, null);
        meterElsewhere(id);
        String token = store.now().text();

        assertThat(cleanSeconds(get(id, null))).isZero();
        HttpResponse<byte[]> answer = get(id, token);

        assertThat(cleanSeconds(answer)).isEqualTo(7);
        assertThat(answer.headers().firstValue(HEADER)).isEmpty();
    }

    @Test
    void readsAfreshForAStrangersTokenAndAnswersWithItsOwn() {
        String id = api.open(Api.onNothing());
        get(id, null);
        meterElsewhere(id);

        HttpResponse<byte[]> answer = get(id, new ConsistencyToken(store.now().store() + 1, 1).text());

        assertThat(cleanSeconds(answer)).isEqualTo(7);
        ConsistencyToken own =
                ConsistencyToken.parse(answer.headers().firstValue(HEADER).orElseThrow());
        assertThat(store.recognise(own)).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GgYKBENPb1Y=", "evil"})
    void refusesWhatIsNoToken(String token) {
        assertThatAnswer(get(UUID.randomUUID().toString(), token), Envelope.invalidInput("request:consistencyToken"));
    }

    private HttpResponse<byte[]> get(String id, @Nullable String token) {
        HttpRequest.Builder request = api.request("/sessions/" + id);
        return api.send(token == null ? request : request.header(HEADER, token));
    }

    private static int cleanSeconds(HttpResponse<byte[]> answer) {
        return Api.json(answer).at("/data/cleanSeconds").asInt();
    }

    private void meterElsewhere(String id) {
        JdbcClient.create(store.database())
                .sql("UPDATE sessions SET clean_seconds = 7 WHERE id = ?")
                .param(UUID.fromString(id))
                .update();
    }
}
