// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.access.Scope;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may not, what is not there: answered in the contract's envelope, word for word. */
@ShippedApplication
class ErrorEnvelopeIT {
    private static final String SOMEWHERE = "/sessions/b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6a";

    @Autowired
    Api api;

    @Autowired
    ShiftedClock clock;

    @AfterEach
    void resetClock() {
        clock.shiftTo(Duration.ZERO);
    }

    @Nested
    class WithoutAGoodCredential {

        @ParameterizedTest
        @CsvSource({"GET,/frame", "GET,''", "POST,/end"})
        void everyRouteAsksForOne(String method, String route) {
            HttpResponse<byte[]> answer =
                    api.send(api.anonymous(SOMEWHERE + route).method(method, BodyPublishers.noBody()));

            assertThatAnswer(answer, Envelope.NOT_AUTHENTICATED);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }

        @Test
        void openingAsksForOneBeforeItLooksAtTheBody() {
            assertThatAnswer(
                    api.send(api.anonymous("/sessions").POST(BodyPublishers.ofString("{"))),
                    Envelope.NOT_AUTHENTICATED);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"Basic dXNlcjpwYXNz", "Bearer a b", "Bearer \"x\"", "Token abc", Api.KEY, "Bearer:" + Api.KEY
                })
        void malformed(String authorization) {
            assertThatAnswer(with(authorization), Envelope.MALFORMED_TOKEN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer", "bearer", "Bearer "})
        void withNothingBehindTheScheme(String authorization) {
            assertThatAnswer(with(authorization), Envelope.NO_TOKEN);
        }

        @Test
        void severalAtOnce() {
            HttpResponse<byte[]> answer = api.send(api.anonymous(SOMEWHERE + "/frame")
                    .header("Authorization", "Bearer wrong")
                    .header("Authorization", "Bearer " + Api.KEY));

            assertThat(answer.statusCode()).isEqualTo(401);
        }

        @Test
        void keyInTheQuery() {
            HttpResponse<byte[]> answer =
                    api.send(api.anonymous(SOMEWHERE + "/frame?Authorization=Bearer%20" + Api.KEY));

            assertThatAnswer(answer, Envelope.NOT_AUTHENTICATED);
        }

        @Test
        void keyInAForm() {
            HttpResponse<byte[]> answer = api.send(api.anonymous("/sessions")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("Authorization=Bearer%20" + Api.KEY)));

            assertThatAnswer(answer, Envelope.NOT_AUTHENTICATED);
        }

        @Test
        void aJwtThatNobodySigned() {
            assertThatAnswer(with("Bearer eyJhbGciOiJub25lIn0.e30."), Envelope.INVALID_JWT);
        }

        @Test
        void nobodysKey() {
            assertThatAnswer(with("Bearer lxxn_test_3a91kF_xY7nAAAA"), Envelope.UNKNOWN_KEY);
        }

        @Test
        void aKeyThatIsWrongInItsLastCharacter() {
            String wrong = Api.KEY.substring(0, Api.KEY.length() - 1) + "0";

            assertThatAnswer(with("Bearer " + wrong), Envelope.UNKNOWN_TOKEN);
        }

        private HttpResponse<byte[]> with(String authorization) {
            HttpResponse<byte[]> answer =
                    api.send(api.anonymous(SOMEWHERE + "/frame").header("Authorization", authorization));
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            return answer;
        }
    }

    @Nested
    class WithAKeyThatMayNot {

        @Test
        void lookWithoutTheScope() {
            String key = api.keyOf("default", Scope.SESSIONS_CREATE);

            assertThatAnswer(get(key, SOMEWHERE + "/frame"), Envelope.notAuthorized("scope:sessionsRead"));
            assertThatAnswer(get(key, SOMEWHERE), Envelope.notAuthorized("scope:sessionsRead"));
        }

        @Test
        void openWithoutBothScopes() {
            String reader = api.keyOf("default", Scope.SESSIONS_READ);
            String consumer = api.keyOf("default", Scope.SESSIONS_READ, Scope.SESSIONS_CREATE);

            assertThatAnswer(open(reader), Envelope.notAuthorized("scope:sessionsCreate"));
            assertThatAnswer(open(consumer), Envelope.notAuthorized("scope:sessionsOperate"));
        }

        @Test
        void touchASessionOfAnotherWorkspace() {
            String id = api.open(Api.onNothing());
            String stranger = api.keyOf("elsewhere", Scope.values());

            assertThatAnswer(
                    get(stranger, "/sessions/" + id + "/frame"), Envelope.notAuthorized("session:workspaceMismatch"));
            assertThatAnswer(get(stranger, "/sessions/" + id), Envelope.notAuthorized("session:workspaceMismatch"));
            assertThatAnswer(
                    api.send(api.anonymous("/sessions/" + id + "/end")
                            .header("Authorization", "Bearer " + stranger)
                            .POST(BodyPublishers.noBody())),
                    Envelope.notAuthorized("session:workspaceMismatch"));
        }

        @Test
        void endWithoutAPartysScope() {
            String id = api.open(Api.onNothing());
            String reader = api.keyOf("default", Scope.SESSIONS_READ);

            HttpResponse<byte[]> answer = api.send(api.anonymous("/sessions/" + id + "/end")
                    .header("Authorization", "Bearer " + reader)
                    .POST(BodyPublishers.noBody()));

            assertThatAnswer(answer, Envelope.notAuthorized("scope:sessionsCreate"));
        }

        private HttpResponse<byte[]> get(String key, String path) {
            return api.send(api.anonymous(path).header("Authorization", "Bearer " + key));
        }

        private HttpResponse<byte[]> open(String key) {
            return api.send(api.anonymous("/sessions")
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(Api.onNothing())));
        }
    }

    @Nested
    class OfASession {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6a",
                    "abc",
                    "1-1-1-1-1",
                    "b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6",
                    "b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6aa",
                    "%20",
                    "a%20b",
                    "..",
                    "abc;jsessionid=1",
                    "%7Bid%7D",
                    "%22%3Cscript%3E",
                    "caf%C3%A9",
                    "%25%32%66",
                    "..%3Bx",
                    "$%7Bheader.Authorization%7D"
                })
        void thatDoesNotExist(String id) {
            for (String route : new String[] {"", "/frame"}) {
                HttpResponse<byte[]> answer = api.get("/sessions/" + id + route);

                assertThatAnswer(answer, Envelope.SESSION_NOT_FOUND);
                assertThat(Api.text(answer)).doesNotContain(id, "script", "Bearer");
            }
            assertThatAnswer(api.postNothing("/sessions/" + id + "/end"), Envelope.SESSION_NOT_FOUND);
        }

        @Test
        void ofAVeryLongId() {
            assertThatAnswer(api.get("/sessions/" + "a".repeat(5000) + "/frame"), Envelope.SESSION_NOT_FOUND);
        }

        @Test
        void thatWaitsForItsFeed() {
            String id = api.open(Api.onNothing());

            HttpResponse<byte[]> answer = api.get("/sessions/" + id + "/frame");

            assertThatAnswer(answer, Envelope.frameNotAvailable("frame:warmingUp"));
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThatAnswer(
                    api.postNothing("/sessions/" + id + "/end"),
                    new Envelope.Expected(
                            409, "INVALID_STATE", "Operation not allowed in the current state", "session:assigned"));
        }

        @Test
        void thatHasEnded() {
            String id = api.openLive();
            api.end(id);

            HttpResponse<byte[]> answer = api.get("/sessions/" + id + "/frame");

            assertThatAnswer(answer, Envelope.frameNotAvailable("frame:ended"));
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThatAnswer(
                    api.postNothing("/sessions/" + id + "/end"),
                    new Envelope.Expected(
                            409, "INVALID_STATE", "Operation not allowed in the current state", "session:ended"));
        }

        @Test
        void thatWaitedTooLong() {
            String id = api.open(Api.onNothing());
            clock.shiftTo(Duration.ofHours(1));

            assertThatAnswer(api.get("/sessions/" + id + "/frame"), Envelope.frameNotAvailable("frame:ended"));
            assertThat(api.session(id).get("state").asText()).isEqualTo("EXPIRED");
        }
    }

    @Test
    void carriesTheTimeOfTheClock() {
        clock.shiftTo(Duration.ofDays(400));
        Instant before = clock.instant().minusMillis(1);

        String timestamp = Api.json(api.get("/sessions/" + UUID.randomUUID()))
                .get("timestamp")
                .asText();

        assertThat(Instant.parse(timestamp)).isBetween(before, clock.instant());
    }
}
