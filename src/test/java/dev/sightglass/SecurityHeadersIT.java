// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What browsers are told with every answer, whoever made it. */
@ShippedApplication
class SecurityHeadersIT {

    @Autowired
    Api api;

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/health,200",
        "HEAD,/api/v1/health,200",
        "GET,/api/v1/sessions,401",
        "GET,/api/v1/unknown,404",
        "POST,/api/v1/health,405",
        "OPTIONS,/api/v1/health,200",
        "TRACE,/api/v1/health,405",
        "GET,/unknown,404",
        "GET,/error,404",
        "GET,/mcp,401",
        "GET,/api/v1/%00,400"
    })
    void areOnEveryAnswer(String method, String path, int status) {
        HttpResponse<byte[]> answer = api.send(api.beside(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        HttpHeaders headers = answer.headers();
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(headers.allValues("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Content-Security-Policy"))
                .hasSize(1)
                .first()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'");
        // Only over TLS; and nothing that names what we are made of.
        assertThat(headers.map()).doesNotContainKeys("strict-transport-security", "server", "x-powered-by");
    }

    @Test
    void letThePageOfTheDocumentationRunItsOwnScriptsOnly() {
        HttpResponse<byte[]> page = api.send(api.anonymous("/docs"));

        assertThat(page.headers().allValues("Content-Security-Policy"))
                .hasSize(1)
                .first()
                .asString()
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("script-src 'self' 'unsafe-inline'");
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS,/api/v1/sessions", "GET,/api/v1/health", "GET,/api/v1/openapi.yaml", "OPTIONS,/mcp", "GET,/x"})
    void letNoPageOfAnotherOriginRead(String method, String path) {
        HttpRequest.Builder preflight = api.beside(path)
                .method(method, BodyPublishers.noBody())
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization");

        assertThat(api.send(preflight).headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }
}
