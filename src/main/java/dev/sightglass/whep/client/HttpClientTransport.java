// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** {@code java.net.http}. */
final class HttpClientTransport implements WhepTransport {
    private static final Duration TCP_TIMEOUT = Duration.ofSeconds(3);

    private final HttpClient http;

    /** @param executor runs callbacks; the caller closes it */
    HttpClientTransport(Executor executor) {
        this.http = HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(TCP_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                // One POST and one DELETE much later: HTTP/2 buys nothing, and its upgrade header upsets small servers.
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public CompletableFuture<Response> send(
            Request request, Limits limits, Consumer<Head> onHead, CompletableFuture<?> over) {
        return http.sendAsync(of(request, limits.timeout()), info -> {
                    onHead.accept(new Head(info.statusCode(), info.headers()));
                    return BoundedBody.until(over, limits.maxBodyBytes());
                })
                .thenApply(answer -> new Response(new Head(answer.statusCode(), answer.headers()), answer.body()));
    }

    private static HttpRequest of(Request request, Duration timeout) {
        HttpRequest.Builder made = HttpRequest.newBuilder(request.uri())
                .timeout(timeout)
                .method(
                        request.method(),
                        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        if (request.token() != null) {
            made.header("Authorization", "Bearer " + request.token().value());
        }
        request.headers().forEach(made::header);
        return made.build();
    }
}
