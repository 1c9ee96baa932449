// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WHEP player's HTTP side: POST of the offer, DELETE of the WHEP session (draft-ietf-wish-whep, "Protocol Operation"). Asynchronous:
 * no caller's thread waits for a server.
 */
public final class WhepClient {
    private static final Logger LOG = LoggerFactory.getLogger(WhepClient.class);
    private static final Duration TCP_TIMEOUT = Duration.ofSeconds(3);
    /** For one address check, its wait for a thread included. */
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);
    /** Ending is a courtesy to the server: it must not hold up a reconnect for long. */
    private static final Duration DELETE_TIMEOUT = Duration.ofSeconds(2);
    /** Enough for any page of excuses; nobody reads it. */
    private static final int MAX_DELETE_BODY_BYTES = 4 * 1024;

    private final HttpClient http;
    private final Executor resolver;
    private final AddressCheck addresses;
    private final Clock clock;

    /**
     * Makes a client.
     *
     * @param executor runs callbacks; the caller closes it
     * @param resolver runs the address checks, which may block on names, apart from the callbacks; best bounded: what it rejects fails
     *     with {@code whep:timeout}; the caller closes it
     * @param clock for {@code Retry-After} dates
     */
    public WhepClient(Executor executor, Executor resolver, AddressCheck addresses, Clock clock) {
        this.resolver = resolver;
        this.addresses = addresses;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(TCP_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                // One POST and one DELETE much later: HTTP/2 buys nothing, and its upgrade header upsets small servers.
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * Offers {@code sdp} to the source's endpoint and checks the answer. A WHEP session whose answer is of no use, or comes too late, is
     * DELETEd.
     *
     * @param timeout for the whole, redirects included
     * @return fails with a {@link WhepException} only
     */
    public CompletionStage<WhepAnswer> post(WhepSource source, String sdp, Duration timeout) {
        return new PostExchange(this, source, sdp, timeout).start();
    }

    /**
     * Ends a WHEP session on its server; any answer will do. Takes at most two seconds.
     *
     * @return whether the server confirmed; never fails, and completes at the latest when the time is up
     */
    public CompletionStage<Boolean> delete(WhepSession session) {
        HttpRequest request = authorised(HttpRequest.newBuilder(session.url()), session.token())
                .timeout(DELETE_TIMEOUT)
                .DELETE()
                .build();
        CompletableFuture<HttpResponse<String>> answered = new CompletableFuture<>();
        checked(session.url())
                .thenCompose(
                        allowed -> http.sendAsync(request, info -> BoundedBody.until(answered, MAX_DELETE_BODY_BYTES)))
                .whenComplete((response, failure) -> {
                    if (failure == null) {
                        answered.complete(response);
                    } else {
                        answered.completeExceptionally(failure);
                    }
                });
        return answered.orTimeout(DELETE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> hasEnded(session, response, failure));
    }

    private static boolean hasEnded(
            WhepSession session, @Nullable HttpResponse<String> response, @Nullable Throwable failure) {
        if (response != null && isEnded(response.statusCode())) {
            return true;
        }
        String reason = failure != null
                ? Failures.translate(failure).reason()
                : "status" + (response == null ? 0 : response.statusCode());
        LOG.info("event=whep-session-left session={} reason={}", session, reason);
        return false;
    }

    CompletableFuture<Void> checked(URI uri) {
        return resolve(() -> {
            addresses.check(uri);
            return null;
        });
    }

    /** Those of the servers that may be contacted; the others are left out, since a feed can do without. */
    CompletableFuture<List<IceServer>> allowed(List<IceServer> servers) {
        return servers.isEmpty()
                ? CompletableFuture.completedFuture(servers)
                : resolve(() -> servers.stream().filter(this::isAllowed).toList());
    }

    private <T> CompletableFuture<T> resolve(Supplier<T> check) {
        try {
            // One that is still queued when its time is up never runs.
            return CompletableFuture.supplyAsync(check, resolver)
                    .orTimeout(CHECK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(WhepException.of(WhepFailure.TIMEOUT));
        }
    }

    private boolean isAllowed(IceServer server) {
        try {
            addresses.checkIceHost(server.host());
            return true;
        } catch (WhepException refused) {
            LOG.info("event=ice-server-refused reason={}", refused.reason());
            return false;
        }
    }

    HttpClient http() {
        return http;
    }

    Clock clock() {
        return clock;
    }

    static HttpRequest.Builder authorised(HttpRequest.Builder request, @Nullable BearerToken token) {
        return token == null ? request : request.header("Authorization", "Bearer " + token.value());
    }

    /** Gone already is as good as gone now. */
    private static boolean isEnded(int status) {
        return status / 100 == 2 || status == 404 || status == 410;
    }
}
