// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sightglass.access.ApiKeyPrincipal;
import dev.sightglass.access.Environment;
import dev.sightglass.access.Principal;
import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.session.OpenSession;
import dev.sightglass.session.Price;
import dev.sightglass.session.RequestSession;
import dev.sightglass.session.SessionLimits;
import dev.sightglass.session.Sessions;
import dev.sightglass.testdb.OnH2;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of {@code POST /sessions}, with the address rules that hold when nothing is configured. */
@ExtendWith(OnH2.class)
class ReadOpenSessionTest {
    private static final String FEED = "https://a.cloudflarestream.com/x/webRTC/play";
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofSeconds(300), 86_400, 10_000, Duration.ofHours(1));

    private static final Principal CALLER =
            new ApiKeyPrincipal("default", UUID.randomUUID(), Set.of(), Environment.TEST, false);

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ReadOpenSession step = new ReadOpenSession(
            new AddressPolicy(List.of("*.cloudflarestream.com"), false, host -> new InetAddress[] {address(host)}),
            3600);
    private final Sessions sessions;

    ReadOpenSessionTest(DataSource database) {
        sessions = Sessions.stored(database, Clock.systemUTC(), LIMITS, session -> {});
    }

    @Test
    void readsTheLeastThatWillDo() {
        OpenSession wish = read("{\"whepUrl\":\"" + FEED + "\"}");

        assertThat(wish.workspaceId()).isEqualTo("default");
        assertThat(wish.source().whepUrl().reveal()).hasToString(FEED);
        assertThat(wish.source().whepToken()).isNull();
        assertThat(wish.maxDurationSeconds()).isEqualTo(3600);
        assertThat(wish.waitTimeoutSeconds()).isNull();
    }

    @Test
    void readsEverything() {
        OpenSession wish = read("""
                {"whepUrl": "%s", "whepToken": "t0ken", "maxDurationSeconds": 60, "waitTimeoutSeconds": 10,
                 "lat": -90, "lng": 180, "workspaceId": "default", "colorMatrix": "bt709", "colorRange": "full"}
                """.formatted(FEED));

        assertThat(wish.source().whepToken().reveal()).isEqualTo("t0ken");
        assertThat(wish.maxDurationSeconds()).isEqualTo(60);
        assertThat(wish.waitTimeoutSeconds()).isEqualTo(10);
        assertThat(wish.lat()).isEqualTo(-90);
        assertThat(wish.lng()).isEqualTo(180);
        assertThat(wish.source().colorMatrix()).isNotNull();
        assertThat(wish.source().colorRange()).isNotNull();
    }

    @Test
    void takesNullForAbsent() {
        OpenSession wish =
                read("{\"whepToken\":null,\"maxDurationSeconds\":null,\"waitTimeoutSeconds\":null,\"lat\":null,"
                        + "\"lng\":null,\"workspaceId\":null,\"colorMatrix\":null,\"colorRange\":null,\"whepUrl\":\""
                        + FEED
                        + "\"}");

        assertThat(wish.maxDurationSeconds()).isEqualTo(3600);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "maxDurationSeconds | 0",
                "maxDurationSeconds | -1",
                "maxDurationSeconds | 86401",
                "maxDurationSeconds | 2147483648",
                "maxDurationSeconds | 1e3",
                "maxDurationSeconds | 60.5",
                "maxDurationSeconds | \"60\"",
                "maxDurationSeconds | \"\"",
                "maxDurationSeconds | true",
                "maxDurationSeconds | [60]",
                "maxDurationSeconds | {}",
                "waitTimeoutSeconds | 99999999999999999999",
                "waitTimeoutSeconds | 5.5",
                "waitTimeoutSeconds | \"5\"",
                "lat | 90.0001",
                "lat | -91",
                "lat | \"47\"",
                "lat | \"NaN\"",
                "lat | \"Infinity\"",
                "lat | 1e400",
                "lat | true",
                "lng | 180.5",
                "lng | -181",
                "lng | \"-Infinity\"",
                "lng | []",
                "whepToken | \"\"",
                "whepToken | \"a b\"",
                "whepToken | \"a\\r\\nX-Injected: 1\"",
                "whepToken | \"a\\u0000b\"",
                "whepToken | \"caf\\u00e9\"",
                "whepToken | 12345",
                "whepToken | {\"a\":1}",
                "workspaceId | 7",
                "colorMatrix | \"bt2020\"",
                "colorMatrix | \"BT601\"",
                "colorMatrix | 601",
                "colorRange | \"\"",
                "colorRange | \"tv\"",
                "colorRange | false"
            })
    void namesTheFieldThatIsWrong(String field, String value) {
        String pair = field.equals("lat") ? ",\"lng\":1" : field.equals("lng") ? ",\"lat\":1" : "";

        Problem problem = refusal("{\"whepUrl\":\"" + FEED + "\"" + pair + ",\"" + field + "\":" + value + "}");

        assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        assertThat(problem.detail()).isEqualTo("session:" + field);
    }

    @ParameterizedTest
    @CsvSource({"lat,lng", "lng,lat"})
    void wantsBothCoordinatesOrNone(String given, String missing) {
        assertThat(refusal("{\"whepUrl\":\"" + FEED + "\",\"" + given + "\":1}").detail())
                .isIn("session:" + missing, "session:" + given);
    }

    @Test
    void refusesATokenThatIsTooLong() {
        String token = "a".repeat(4097);

        assertThat(refusal("{\"whepUrl\":\"" + FEED + "\",\"whepToken\":\"" + token + "\"}")
                        .detail())
                .isEqualTo("session:whepToken");
    }

    @Test
    void refusesAnotherWorkspace() {
        Problem problem = refusal("{\"whepUrl\":\"" + FEED + "\",\"workspaceId\":\"elsewhere\"}");

        assertThat(problem).isEqualTo(Problem.of(ErrorCode.WORKSPACE_MISMATCH, "session:workspaceMismatch"));
    }

    @Nested
    class RefusesTheUrl {

        @ParameterizedTest
        @CsvSource({
            "http://a.cloudflarestream.com/x, scheme",
            "ftp://a.cloudflarestream.com/x, scheme",
            "file:///etc/passwd, scheme",
            "javascript:alert(1), scheme",
            "a.cloudflarestream.com/x, scheme",
            "https://user:pw@a.cloudflarestream.com/x, userInfo",
            "https://a.cloudflarestream.com/x#fragment, fragment",
            "https:///x, host",
            "https://a.cloudflarestream.com:0/x, port",
            "https://a.cloudflarestream.com:65536/x, port",
            "https://cloudflarestream.com/x, hostNotAllowed",
            "https://evilcloudflarestream.com/x, hostNotAllowed",
            "https://a.cloudflarestream.com.evil.example/x, hostNotAllowed",
            "https://127.0.0.1/x, hostNotAllowed",
            "https://private.cloudflarestream.com/x, privateAddress",
            "'https://a.cloudflarestream.com/a b', syntax",
            "'https://a.cloudflarestream.com/\\r\\nX: 1', syntax",
            "https://[::1, syntax",
            "'', scheme"
        })
        void thatBreaksARule(String url, String rule) {
            Problem problem = refusal("{\"whepUrl\":\"" + url + "\"}");

            assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_INPUT);
            assertThat(problem.detail()).isEqualTo("session:whepUrl");
            assertThat(problem.hint()).endsWith(rule);
        }

        @Test
        void thatIsTooLong() {
            Problem problem = refusal("{\"whepUrl\":\"" + FEED + "x".repeat(2048) + "\"}");

            assertThat(problem.detail()).isEqualTo("session:whepUrl");
            assertThat(problem.hint()).endsWith("tooLong").doesNotContain("xxx");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"whepUrl\":7}", "{\"whepUrl\":[]}"})
        void thatIsNone(String json) {
            assertThat(refusal(json).detail()).isEqualTo("session:whepUrl");
        }
    }

    @Nested
    class WithoutAFeed {
        private static final String LEAST = "{\"lat\":47.5,\"lng\":-122,\"maxDurationSeconds\":60}";

        @Test
        void readsARequestForSomebodyElses() {
            assertThat(body(LEAST, RequestSession.class))
                    .isEqualTo(new RequestSession("default", 47.5, -122, 60, null, null));
            assertThat(body(
                            "{\"lat\":1,\"lng\":2,\"maxDurationSeconds\":3,\"waitTimeoutSeconds\":4,"
                                    + "\"workspaceId\":\"default\",\"quoteId\":\"q\",\"whepUrl\":null}",
                            RequestSession.class))
                    .isEqualTo(new RequestSession("default", 1, 2, 3, 4, "q"));
        }

        @ParameterizedTest
        @CsvSource({"lat", "lng", "maxDurationSeconds"})
        void namesWhatIsMissing(String field) {
            String json =
                    LEAST.replaceFirst("\"" + field + "\":-?[0-9.]+,?", "").replace(",}", "}");

            assertThat(requestRefusal(json).detail()).isEqualTo("session:" + field);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "lat | 90.01",
                    "lat | -91",
                    "lat | \"1\"",
                    "lng | 180.5",
                    "lng | -181",
                    "lng | 1e400",
                    "maxDurationSeconds | 0",
                    "maxDurationSeconds | -1",
                    "maxDurationSeconds | 86401",
                    "maxDurationSeconds | 1.5"
                })
        void namesWhatIsOutOfRange(String field, String value) {
            String json = LEAST.replaceFirst("\"" + field + "\":-?[0-9.]+", "\"" + field + "\":" + value);

            assertThat(requestRefusal(json).detail()).isEqualTo("session:" + field);
        }

        @ParameterizedTest
        @CsvSource({"whepToken,t", "colorMatrix,bt601", "colorRange,full"})
        void refusesWhatBelongsToAFeed(String field, String value) {
            String json = LEAST.replace("}", ",\"" + field + "\":\"" + value + "\"}");

            assertThat(requestRefusal(json).detail()).isEqualTo("session:" + field);
        }

        private Problem requestRefusal(String json) {
            Throwable failure = catchThrowable(() -> sessions.request(body(json, RequestSession.class), new Price(1)));
            assertThat(failure).as("refused").isNotNull();
            return Problems.of(failure);
        }
    }

    @Test
    void refusesAQuoteForAFeedOfOnesOwn() {
        assertThat(refusal("{\"whepUrl\":\"" + FEED + "\",\"quoteId\":\"q\"}").detail())
                .isEqualTo("session:quoteId");
    }

    private OpenSession read(String json) {
        return body(json, OpenSession.class);
    }

    private <T> T body(String json, Class<T> type) {
        Exchange exchange = new DefaultExchange(camel);
        ApiExchange.setPrincipal(exchange, CALLER);
        exchange.getMessage().setHeader("Content-Type", "application/json");
        exchange.getMessage().setBody(json.getBytes(StandardCharsets.UTF_8));
        step.process(exchange);
        return type.cast(exchange.getMessage().getBody());
    }

    /** What reading, or opening what was read, is refused with. */
    private Problem refusal(String json) {
        Throwable failure = catchThrowable(() -> sessions.open(read(json)));
        assertThat(failure).as("refused").isNotNull();
        return Problems.of(failure);
    }

    private static InetAddress address(String host) throws UnknownHostException {
        byte last = (byte) (host.startsWith("private") ? 10 : 104);
        return InetAddress.getByAddress(new byte[] {last, 16, 0, 1});
    }
}
