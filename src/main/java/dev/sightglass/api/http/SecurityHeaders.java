// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.stream.Stream;
import org.apache.coyote.Response;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * Headers by which browsers are told to do nothing with an answer but what it is for. On every answer, errors of the container
 * among them; a route may set its own value of one.
 */
final class SecurityHeaders {

    private static final List<String> ALWAYS = List.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    /** RFC 6797 section 6.1. A year, for this host only: of hosts below it we know nothing. */
    private static final List<String> WITH_TLS = List.of("Strict-Transport-Security", "max-age=31536000");

    /** Names and values in turn, as bytes, since they are written with each answer. */
    private final byte[][] lines;

    /** @param tls whether they are sent over TLS; without it browsers ignore what is said of it */
    SecurityHeaders(boolean tls) {
        lines = Stream.concat(ALWAYS.stream(), tls ? WITH_TLS.stream() : Stream.empty())
                .map(text -> text.getBytes(US_ASCII))
                .toArray(byte[][]::new);
    }

    /** Whether an answer has a header of that name before its route has its say. */
    static boolean has(String name) {
        for (int i = 0; i < ALWAYS.size(); i += 2) {
            if (ALWAYS.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return WITH_TLS.get(0).equalsIgnoreCase(name);
    }

    void write(Response response) {
        MimeHeaders headers = response.getMimeHeaders();
        for (int i = 0; i < lines.length; i += 2) {
            byte[] name = lines[i];
            byte[] value = lines[i + 1];
            headers.addValue(name, 0, name.length).setBytes(value, 0, value.length);
        }
    }
}
