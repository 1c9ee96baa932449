// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries one request to a server and its answer back, over HTTP/1.1: the border between what WHEP says and the HTTP library. Follows no
 * redirect. Asynchronous: no caller's thread waits for a server. Safe for concurrent use.
 */
interface WhepTransport extends AutoCloseable {

    /**
     * A request.
     *
     * @param uri absolute, http or https
     * @param token sent as {@code Authorization: Bearer}; null for none
     * @param headers all others, by name
     * @param body sent as UTF-8; null for none
     */
    record Request(
            String method,
            URI uri,
            @Nullable BearerToken token,
            Map<String, String> headers,
            @Nullable String body) {

        /** Method and host: the URL may be the credential, and a body holds keys. */
        @Override
        public String toString() {
            return method + " " + uri.getHost();
        }
    }

    /**
     * How much of a server's answer we bear.
     *
     * @param timeout from the request to the end of the answer
     * @param maxBodyBytes a body beyond fails with {@code whep:tooLarge}, and is read no further
     */
    record Limits(Duration timeout, int maxBodyBytes) {}

    /** What stands before the body. */
    record Head(int status, HttpHeaders headers) {}

    /**
     * A complete answer.
     *
     * @param body read as UTF-8
     */
    record Response(Head head, String body) {}

    /**
     * Sends a request.
     *
     * @param addresses of the URL's host, checked, best first; nothing else is connected to, whatever the name means by now
     * @param onHead told of the head as soon as it is there, before the body and even if {@code over} is done; must not block
     * @param over once done, by value or failure, the body is of no use any more: it fails with {@code whep:timeout} and is read no further.
     *     A head that is still to come is waited for, until the time is up: it may tell of a WHEP session that has to end
     * @return fails with what {@link Failures#translate} understands
     */
    CompletableFuture<Response> send(
            Request request,
            List<InetAddress> addresses,
            Limits limits,
            Consumer<Head> onHead,
            CompletableFuture<?> over);

    /** Cuts what is under way. */
    @Override
    void close();
}
