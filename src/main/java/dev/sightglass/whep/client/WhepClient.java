// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import dev.sightglass.whep.client.WhepTransport.Head;
import dev.sightglass.whep.client.WhepTransport.Limits;
import dev.sightglass.whep.client.WhepTransport.Request;
import dev.sightglass.whep.client.WhepTransport.Response;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WHEP player's HTTP side: POST of the offer, DELETE of the WHEP session (draft-ietf-wish-whep, "Protocol Operation"). Asynchronous:
 * no caller's thread waits for a server.
 */
public final class WhepClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WhepClient.class);
    /** For one address check, its wait for a thread included. */
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);
    /** Ending is a courtesy to the server: it must not hold up a reconnect for long. */
    private static final Duration DELETE_TIMEOUT = Duration.ofSeconds(2);
    /** Enough for any page of excuses; nobody reads it. */
    private static final int MAX_DELETE_BODY_BYTES = 4 * 1024;

    private final WhepTransport transport;
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
        this.transport = new PinnedTransport(executor, SSLContexts.createSystemDefault());
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
        CompletableFuture<Response> answered = new CompletableFuture<>();
        send(
                        new Request("DELETE", session.url(), session.token(), Map.of(), null),
                        new Limits(DELETE_TIMEOUT, MAX_DELETE_BODY_BYTES),
                        head -> {},
                        answered)
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

    private static boolean hasEnded(WhepSession session, @Nullable Response response, @Nullable Throwable failure) {
        int status = response == null ? 0 : response.head().status();
        if (isEnded(status)) {
            return true;
        }
        String reason = failure != null ? Failures.translate(failure).reason() : "status" + status;
        LOG.info("event=whep-session-left session={} reason={}", session, reason);
        return false;
    }

    /** Checks the URL, then sends, unless {@code over} is done by then; see {@link WhepTransport#send}. */
    CompletableFuture<Response> send(Request request, Limits limits, Consumer<Head> onHead, CompletableFuture<?> over) {
        return checked(request.uri())
                .thenCompose(addresses -> over.isDone()
                        // The check took all the time: a session that nobody wants need not be made.
                        ? CompletableFuture.failedFuture(WhepException.of(WhepFailure.TIMEOUT))
                        : transport.send(request, addresses, limits, onHead, over));
    }

    /** Where a URL may be contacted; see {@link AddressCheck#check}. */
    CompletableFuture<List<InetAddress>> checked(URI uri) {
        return resolve(() -> addresses.check(uri));
    }

    /** Those of the servers that may be contacted; the others are left out, since a feed can do without. */
    CompletableFuture<List<IceServer>> allowed(List<IceServer> servers) {
        return servers.isEmpty()
                ? CompletableFuture.completedFuture(servers)
                : resolve(() -> servers.stream().flatMap(this::pinned).toList());
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

    private Stream<IceServer> pinned(IceServer server) {
        try {
            return Stream.of(server.at(addresses.checkIceHost(server.host()).get(0)));
        } catch (WhepException refused) {
            LOG.info("event=ice-server-refused reason={}", refused.reason());
            return Stream.empty();
        }
    }

    AddressCheck addresses() {
        return addresses;
    }

    Clock clock() {
        return clock;
    }

    /** Cuts what is under way; results that are still waited for fail. */
    @Override
    public void close() {
        transport.close();
    }

    /** Gone already is as good as gone now. */
    private static boolean isEnded(int status) {
        return status / 100 == 2 || status == 404 || status == 410;
    }
}
