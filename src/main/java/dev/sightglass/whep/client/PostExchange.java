// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import dev.sightglass.whep.client.WhepTransport.Head;
import dev.sightglass.whep.client.WhepTransport.Limits;
import dev.sightglass.whep.client.WhepTransport.Request;
import dev.sightglass.whep.client.WhepTransport.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One POST of our offer, or without a body to get the server's, with its redirects. The WHEP session that it makes is either handed out
 * with the reply or DELETEd.
 */
final class PostExchange {
    private static final String SDP_TYPE = "application/sdp";
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_REDIRECTS = 5;
    /** How long we stay on the line after giving up: an answer that comes late has made a session that must end. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final WhepClient client;
    private final WhepSource source;
    /** Ours; null asks for the server's. */
    private final @Nullable String offer;

    private final Duration timeout;
    private final Duration hardTimeout;
    private final CompletableFuture<WhepReply> result = new CompletableFuture<>();
    private final AtomicReference<@Nullable WhepSession> session = new AtomicReference<>();

    PostExchange(WhepClient client, WhepSource source, @Nullable String offer, Duration timeout) {
        this.timeout = timeout;
        this.hardTimeout = timeout.plus(GRACE);
        this.client = client;
        this.source = source;
        this.offer = offer;
    }

    CompletionStage<WhepReply> start() {
        send(source.url().uri(), source.token(), 0)
                .orTimeout(hardTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> {
                    boolean taken = failure == null
                            ? result.complete(answer)
                            : result.completeExceptionally(Failures.translate(failure));
                    if (failure != null || !taken) {
                        discard();
                    }
                });
        return result.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> failure == null ? answer : giveUp(failure));
    }

    private WhepReply giveUp(Throwable failure) {
        WhepException reason = Failures.translate(failure);
        if (!result.completeExceptionally(reason) && !result.isCompletedExceptionally()) {
            // The answer came in the very moment of the timeout; nobody else takes it.
            discard();
        }
        throw reason;
    }

    private CompletableFuture<WhepReply> send(URI uri, @Nullable BearerToken token, int redirects) {
        Map<String, String> headers =
                offer == null ? Map.of("Accept", SDP_TYPE) : Map.of("Accept", SDP_TYPE, "Content-Type", SDP_TYPE);
        Request request = new Request("POST", uri, token, headers, offer);
        return client.send(request, new Limits(hardTimeout, MAX_BODY_BYTES), head -> remember(uri, head), result)
                .thenCompose(response -> read(response, uri, token, redirects));
    }

    private CompletableFuture<WhepReply> read(Response response, URI uri, @Nullable BearerToken token, int redirects) {
        int status = response.head().status();
        if (status == 307 || status == 308) {
            return redirect(response.head().headers(), uri, token, redirects);
        }
        if (status == 301 || status == 302 || status == 303) {
            // They would turn the POST into a GET (draft-ietf-wish-whep forbids them).
            throw WhepException.of(WhepFailure.REDIRECT_REFUSED);
        }
        WhepSession made = session.get();
        boolean counterOffer = status == 406 && offer != null && made != null && Sdp.isSdp(response.body());
        if (status / 100 != 2 && !counterOffer) {
            String retryAfter =
                    response.head().headers().firstValue("Retry-After").orElse("");
            throw WhepException.status(status, RetryAfter.parse(retryAfter, client.clock()));
        }
        return offer == null || counterOffer ? offered(response, made) : answered(response, offer, made);
    }

    private CompletableFuture<WhepReply> answered(Response response, String ours, @Nullable WhepSession made) {
        String answer = Candidates.allowed(AnswerCheck.check(ours, response.body()), client.addresses());
        return usable(made, response).thenApply(servers -> new WhepAnswer(answer, made, servers));
    }

    private CompletableFuture<WhepReply> offered(Response response, @Nullable WhepSession made) {
        String theirs = Candidates.allowed(OfferCheck.check(response.body()), client.addresses());
        if (made == null) {
            throw WhepException.of(WhepFailure.OFFER_REJECTED);
        }
        Instant validUntil = OfferValidity.of(response.head().headers(), client.clock());
        return usable(made, response).thenApply(servers -> new WhepOffer(theirs, made, servers, validUntil));
    }

    /** Checks the addresses that the reply names, and returns the ICE servers among them. */
    private CompletableFuture<List<IceServer>> usable(@Nullable WhepSession made, Response response) {
        List<IceServer> named = LinkHeaders.iceServers(response.head().headers().allValues("Link"));
        CompletableFuture<?> location =
                made == null ? CompletableFuture.completedFuture(null) : client.checked(made.url());
        return location.thenCompose(allowed -> client.allowed(named));
    }

    private CompletableFuture<WhepReply> redirect(
            HttpHeaders headers, URI from, @Nullable BearerToken token, int redirects) {
        URI target = headers.firstValue("Location")
                .map(location -> resolve(from, location))
                .orElse(null);
        boolean downgrade = target != null
                && from.getScheme().equalsIgnoreCase("https")
                && !target.getScheme().equalsIgnoreCase("https");
        if (target == null || downgrade || redirects >= MAX_REDIRECTS || result.isDone()) {
            throw WhepException.of(WhepFailure.REDIRECT_REFUSED);
        }
        return send(target, WhepUrl.sameOrigin(from, target) ? token : null, redirects + 1);
    }

    /** Notes the WHEP session as soon as the headers are there: the body may be slow or wrong, the session exists. */
    private void remember(URI uri, Head head) {
        int status = head.status();
        // 406 carries a counter-offer, which is a session too.
        if (status / 100 != 2 && status != 406) {
            return;
        }
        URI url = head.headers()
                .firstValue("Location")
                .map(location -> resolve(uri, location))
                .orElse(null);
        if (url != null) {
            BearerToken token = WhepUrl.sameOrigin(source.url().uri(), url) ? source.token() : null;
            session.set(new WhepSession(
                    url, token, head.headers().firstValue("ETag").orElse(null), takesCandidates(head)));
        }
    }

    private static boolean takesCandidates(Head head) {
        List<String> types = head.headers().allValues("Accept-Patch");
        return types.isEmpty()
                || types.stream().anyMatch(list -> list.toLowerCase(Locale.ROOT).contains(SessionPatch.FRAGMENT_TYPE));
    }

    private void discard() {
        WhepSession unwanted = session.getAndSet(null);
        if (unwanted != null) {
            client.delete(unwanted);
        }
    }

    /** Resolves a reference (RFC 3986 section 5.2); null if it is malformed or not http. */
    private static @Nullable URI resolve(URI base, String reference) {
        try {
            URI target = new URI(reference.strip());
            // java.net.URI follows RFC 2396 here and would drop the last path segment.
            URI resolved = reference.strip().startsWith("?")
                    ? new URI(base.getScheme() + "://" + base.getRawAuthority() + base.getRawPath() + reference.strip())
                    : base.resolve(target);
            return WhepUrl.isHttp(resolved) && resolved.getHost() != null && resolved.getRawUserInfo() == null
                    ? resolved
                    : null;
        } catch (URISyntaxException malformed) {
            return null;
        }
    }
}
