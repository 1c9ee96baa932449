// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightglass.video.VideoException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to Cloudflare's API and its envelope {@code {success, errors:[{code, message}], messages, result}}. Follows no
 * redirect, reads a bounded body, waits a bounded time on the calling thread. Logs statuses and the numbers of errors, never a
 * URL, the token, or a word of what came back. Safe for concurrent use.
 */
final class CloudflareApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloudflareApi.class);

    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads = Executors.newCachedThreadPool(new VideoThreads());
    private final HttpClient http;
    private final URI inputs;
    private final String authorization;
    private final Clock clock;

    /**
     * Makes a client.
     *
     * @param inputs the URL of the account's live inputs
     * @param token bearer credential
     * @param clock what a date in {@code Retry-After} is compared with
     */
    CloudflareApi(URI inputs, String token, Clock clock) {
        this.inputs = inputs;
        this.authorization = "Bearer " + token;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .executor(threads)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * A request.
     *
     * @param ref the input that it is about, or null for all of them
     * @param body JSON, or null for none
     * @param maxBytes the longest answer that is read
     * @param limit the longest that it may take, body included
     */
    record Call(
            String method, @Nullable String ref, @Nullable String body, int maxBytes, Duration limit) {}

    /**
     * Sends a request and returns {@code result} of its answer; an answer without a body has a missing result.
     *
     * @throws VideoException if there was no answer, or not the one for success
     */
    JsonNode send(Call call) {
        HttpResponse<byte[]> answer = exchange(call);
        JsonNode envelope = envelope(answer.body());
        if (answer.statusCode() / 100 != 2) {
            throw refused(call, answer, envelope);
        }
        if (envelope == null) {
            throw VideoException.of(Kind.UNREADABLE, "unexpectedAnswer");
        }
        if (!envelope.path("success").asBoolean(true)) {
            note(call, answer.statusCode(), envelope);
            throw VideoException.of(Kind.REFUSED, "refused");
        }
        return envelope.path("result");
    }

    private VideoException refused(Call call, HttpResponse<byte[]> answer, @Nullable JsonNode envelope) {
        note(call, answer.statusCode(), envelope);
        Duration retryAfter = answer.headers()
                .firstValue("Retry-After")
                .map(value -> RetryAfter.parse(value, clock))
                .orElse(null);
        return VideoException.status(answer.statusCode(), retryAfter);
    }

    private static void note(Call call, int status, @Nullable JsonNode envelope) {
        int code = envelope == null ? 0 : envelope.at("/errors/0/code").asInt(0);
        LOG.warn("event=video-call-refused method={} status={} code={}", call.method(), status, code);
    }

    private HttpResponse<byte[]> exchange(Call call) {
        if (call.limit().isNegative() || call.limit().isZero()) {
            throw VideoException.of(Kind.PASSING, "timeout");
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request(call), head -> new BoundedBytes(call.maxBytes()));
        try {
            return answer.get(call.limit().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw VideoException.of(Kind.UNKNOWN, "timeout");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // Nobody knows what became of it: no reason to forget an input that was to be deleted.
            throw VideoException.of(Kind.UNKNOWN, "interrupted");
        } catch (ExecutionException e) {
            throw unanswered(call, e.getCause());
        } finally {
            // Ends the exchange, body included, where it did not end by itself.
            answer.cancel(true);
        }
    }

    private HttpRequest request(Call call) {
        URI url = call.ref() == null ? inputs : URI.create(inputs + "/" + call.ref());
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(call.limit())
                .header("Authorization", authorization)
                .header("Accept", "application/json");
        return call.body() == null
                ? request.method(call.method(), BodyPublishers.noBody()).build()
                : request.header("Content-Type", "application/json")
                        .method(call.method(), BodyPublishers.ofString(call.body()))
                        .build();
    }

    private static VideoException unanswered(Call call, @Nullable Throwable cause) {
        LOG.warn(
                "event=video-call-failed method={} error={}",
                call.method(),
                cause == null ? "none" : cause.getClass().getName());
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return VideoException.of(Kind.PASSING, "unreachable");
        }
        if (cause instanceof HttpTimeoutException) {
            return VideoException.of(Kind.UNKNOWN, "timeout");
        }
        return cause != null && isTooLarge(cause)
                ? VideoException.of(Kind.UNREADABLE, "unexpectedAnswer")
                : VideoException.of(Kind.UNKNOWN, "unreachable");
    }

    /** The client wraps what a body's reader throws. */
    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BoundedBytes.BodyTooLargeException) {
                return true;
            }
        }
        return false;
    }

    /** Null if it is no JSON object; an empty body is an empty object, as DELETE is answered. */
    private @Nullable JsonNode envelope(byte[] body) {
        try {
            JsonNode read = body.length == 0 ? json.createObjectNode() : json.readTree(body);
            return read != null && read.isObject() ? read : null;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
