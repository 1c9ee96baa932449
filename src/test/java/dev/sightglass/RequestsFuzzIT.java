// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Requests from anybody to the running application: the request line without its version, headers up to an empty line, and a body. See
 * {@link FuzzedApplication} for what is filled in.
 */
class RequestsFuzzIT {
    private static FuzzedApplication application;

    @BeforeAll
    static void start() {
        application = new FuzzedApplication();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @DictionaryEntries({
        "{session}",
        "{key}",
        "{mcp}",
        "/api/v1/workspaces/default/api-keys",
        "/api/v1/sessions",
        "/accept",
        "/dispatch",
        "/frame?",
        "/api/v1/pricing/quote?lat=1&lng=2&durationSeconds=60",
        "/api/v1/video/events/the-token",
        "/mcp",
        "cf-webhook-auth: the-secret",
        "Accept: image/webp",
        "Prefer: wait=1",
        "x-lx-consistency-token: ",
        "\"lat\":",
        "\"roles\":[\"CONSUMER\"]",
        "\\\\u0000",
        "\\\\ud800",
        "1e999",
        "-0.0",
        "\"coverageRadiusMeters\":",
        "\"whepUrl\":\"http://127.0.0.9:9/\"",
        "\"scopes\":[\"sessions:read\"]"
    })
    @FuzzTest
    void noRequestIsAFaultOfOurs(byte[] request) throws IOException {
        FuzzedApplication.Answer answer = application.answer(request);

        assertThat(answer.status())
                .as("status of %s", answer)
                .satisfiesAnyOf(
                        status -> assertThat(status).isLessThan(500),
                        // What the world is like, not what was asked: nobody is near, nobody answers.
                        status -> assertThat(status + " " + answer.code()).isEqualTo("503 NO_COVERAGE"));
    }
}
