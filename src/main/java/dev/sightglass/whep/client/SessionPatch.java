// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import dev.sightglass.whep.client.WhepTransport.Head;
import dev.sightglass.whep.client.WhepTransport.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A PATCH of a WHEP session: our answer to the server's offer, or candidates that came late (draft-ietf-wish-whep, "HTTP PATCH Request
 * Usage"). It is not redirected. A server that misses the entity tag, or names another one, is asked once more with that.
 */
final class SessionPatch {
    private static final String ANSWER_TYPE = "application/sdp";
    /** Of late candidates (RFC 8840 section 9). */
    static final String FRAGMENT_TYPE = "application/trickle-ice-sdpfrag";
    /** Candidates that come later than this help nobody: the connection stands, or will not. */
    private static final Duration FRAGMENT_TIMEOUT = Duration.ofSeconds(5);

    /** What servers say that know no trickle: 422 as the draft wants it, the others as they do. */
    private static final Set<Integer> NO_TRICKLE = Set.of(404, 405, 415, 422, 501);

    private final WhepClient client;
    private final WhepSession session;

    SessionPatch(WhepClient client, WhepSession session) {
        this.client = client;
        this.session = session;
    }

    /** See {@link WhepClient#answer}. */
    CompletableFuture<Void> answer(String sdp, Duration timeout) {
        // The draft's own example has no entity tag here: it names an ICE session, and there is none yet.
        return send(ANSWER_TYPE, sdp, null, timeout).thenAccept(head -> {
            int status = head.status();
            if (status / 100 == 3) {
                throw WhepException.of(WhepFailure.REDIRECT_REFUSED);
            }
            if (status / 100 != 2) {
                String retryAfter = head.headers().firstValue("Retry-After").orElse("");
                throw WhepException.status(status, RetryAfter.parse(retryAfter, client.clock()));
            }
        });
    }

    /** See {@link WhepClient#trickle}. */
    CompletableFuture<Boolean> trickle(String fragment) {
        return send(FRAGMENT_TYPE, fragment, session.etag(), FRAGMENT_TIMEOUT)
                .handle((head, failure) -> failure == null
                        ? head.status() / 100 != 3 && !NO_TRICKLE.contains(head.status())
                        : Failures.translate(failure).failure() != WhepFailure.UNREACHABLE);
    }

    private CompletableFuture<Head> send(String type, String body, @Nullable String etag, Duration timeout) {
        return sendOnce(type, body, etag, timeout).thenCompose(head -> {
            String wanted = wantedEtag(head, etag);
            return wanted == null ? CompletableFuture.completedFuture(head) : sendOnce(type, body, wanted, timeout);
        });
    }

    private CompletableFuture<Head> sendOnce(String type, String body, @Nullable String etag, Duration timeout) {
        Map<String, String> headers =
                etag == null ? Map.of("Content-Type", type) : Map.of("Content-Type", type, "If-Match", etag);
        return client.exchange(new Request("PATCH", session.url(), session.token(), headers, body), timeout)
                .thenApply(WhepTransport.Response::head);
    }

    /** The entity tag with which the server may take what it has refused without or with another one; null if there is none. */
    private @Nullable String wantedEtag(Head head, @Nullable String sent) {
        if (head.status() != 412 && head.status() != 428) {
            return null;
        }
        String named = head.headers().firstValue("ETag").orElse(session.etag());
        return named == null || named.equals(sent) ? null : named;
    }
}
