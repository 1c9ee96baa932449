// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import dev.sightglass.whep.client.WhepTransport.Head;
import dev.sightglass.whep.client.WhepTransport.Request;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.net.URIAuthority;

/** Our requests and answers in the words of Apache's HttpCore. */
final class HttpMessages {
    /** Without a version: whoever collects versions shall not learn ours. */
    private static final String USER_AGENT = "Sightglass";

    private HttpMessages() {}

    static AsyncRequestProducer producer(Request request) {
        URI uri = request.uri();
        BasicHttpRequest message = new BasicHttpRequest(
                request.method(), uri.getScheme(), new URIAuthority(bare(uri), uri.getPort()), target(uri));
        if (request.token() != null) {
            message.addHeader("Authorization", "Bearer " + request.token().value());
        }
        request.headers().forEach(message::addHeader);
        message.addHeader("User-Agent", USER_AGENT);
        message.addHeader("Connection", "close");
        String body = request.body();
        return new BasicRequestProducer(
                message,
                body == null ? null : new BasicAsyncEntityProducer(body.getBytes(StandardCharsets.UTF_8), null));
    }

    static Head head(HttpResponse response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            // A name of control characters, or that begins or ends with some, is none (RFC 9110 section 5.1).
            if (isName(header.getName())) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(header.getValue() == null ? "" : header.getValue());
            }
        }
        return new Head(response.getCode(), HttpHeaders.of(headers, (name, value) -> true));
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.trim().length() == name.length();
    }

    /** The name that a certificate has to bear: names in certificates have no dot at their end. */
    static String tlsName(URI uri) {
        String host = bare(uri);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** The host without the brackets of an IPv6 address. */
    private static String bare(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The request target in origin form (RFC 9112 section 3.2.1). */
    private static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
