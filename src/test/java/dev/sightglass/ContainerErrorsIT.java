// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static dev.sightglass.Envelope.assertThatRaw;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What fails before or beside the routes looks like what fails in them. */
@ShippedApplication
class ContainerErrorsIT {
    private static final Envelope.Expected NOT_FOUND = Envelope.ofContainer(404, "NOT_FOUND", "Not found");
    private static final Envelope.Expected BAD_REQUEST =
            Envelope.ofContainer(400, "INVALID_INPUT", "Invalid request payload");
    private static final Envelope.Expected NOT_ALLOWED =
            Envelope.ofContainer(405, "METHOD_NOT_ALLOWED", "Method not allowed");
    private static final String SESSION = "/sessions/b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6a";

    @Autowired
    Api api;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/elsewhere",
                "/sessions/",
                "/sessions/abc/",
                "/sessions/abc/frame/",
                "/sessions/abc/frame/more",
                "/sessions//frame",
                "/sessions/abc/../../../../error",
                "/../../error",
                "/../../actuator",
                "/../../observe/metrics"
            })
    void unknownPath(String path) {
        assertThatAnswer(api.get(path), NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/frame,'GET,HEAD'",
        "POST,/frame,'GET,HEAD'",
        "PUT,'','GET,HEAD'",
        "PATCH,'','GET,HEAD'",
        "GET,/end,POST",
        "BREW,/frame,'GET,HEAD'"
    })
    void wrongMethod(String method, String route, String allowed) {
        HttpResponse<byte[]> answer = api.send(api.request(SESSION + route).method(method, BodyPublishers.noBody()));

        assertThatAnswer(answer, NOT_ALLOWED);
        assertThat(answer.headers().firstValue("Allow").orElse("").split(", ?")).contains(allowed.split(","));
    }

    @Test
    void optionsSaysWhatIsAllowedAndNothingElse() {
        HttpResponse<byte[]> answer =
                api.send(api.anonymous(SESSION + "/frame").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isIn(200, 204);
        assertThat(answer.headers().firstValue("Allow").orElse("").split(", ?")).contains("GET", "HEAD");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void traceEchoesNothing() throws Exception {
        String answer = api.raw("TRACE /api/v1" + SESSION + "/frame HTTP/1.1\r\nHost: x\r\n"
                + "Authorization: Bearer echo-me\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 405").doesNotContain("echo-me", "message/http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/sessions/a%2Fb/frame HTTP/1.1",
                "GET /api/v1/sessions/a%5Cb/frame HTTP/1.1",
                "GET /api/v1/sessions/%zz/frame HTTP/1.1",
                "GET /api/v1/sessions/%00/frame HTTP/1.1",
                "GET /api/v1/sessions/a|b{}/frame HTTP/1.1",
                "GET /api/v1/sessions/<a>/frame HTTP/1.1",
                "GET /api/v1/sessions/a HTTP/7.1 x"
            })
    void malformedRequestLine(String line) throws Exception {
        String answer = api.raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThatRaw(answer, BAD_REQUEST);
        assertThat(answer).doesNotContain("Tomcat", "html", "Exception");
    }

    /** What names no version is answered as HTTP/0.9: a body and no head. */
    @ParameterizedTest
    @ValueSource(strings = {"GET  HTTP/1.1", "G@T / HTTP/1.1", "nonsense"})
    void noRequestLineAtAll(String line) throws Exception {
        String answer = api.raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("{\"statusCode\":400,\"code\":\"INVALID_INPUT\"");
    }

    @Test
    void absentHost() throws Exception {
        assertThatRaw(api.raw("GET /api/v1/sessions HTTP/1.1\r\nConnection: close\r\n\r\n"), BAD_REQUEST);
    }

    @Test
    void headersTooLarge() throws Exception {
        String answer = api.raw("GET /api/v1" + SESSION + "/frame HTTP/1.1\r\nHost: x\r\nX-Large: " + "a".repeat(20_000)
                + "\r\nConnection: close\r\n\r\n");

        assertThatRaw(answer, BAD_REQUEST);
    }

    @Test
    void contradictoryLengths() throws Exception {
        String answer = api.raw("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                + "Content-Length: 3\r\nConnection: close\r\n\r\n{}");

        assertThatRaw(answer, BAD_REQUEST);
    }

    @Test
    void theErrorPageAskedForDirectly() {
        assertThatAnswer(api.get("/../../error"), NOT_FOUND);
    }

    @Test
    void headIsGetWithoutItsBody() {
        String id = api.openLive();

        HttpResponse<byte[]> answer =
                api.send(api.request("/sessions/" + id + "/frame").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0))
                .isPositive();
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        assertThat(answer.body()).isEmpty();
        api.end(id);
    }

    @Test
    void headOfNothingHasTheStatusOfGet() {
        HttpResponse<byte[]> answer = api.send(api.request(SESSION + "/frame").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }
}
