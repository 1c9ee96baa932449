// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.util.Set;

/**
 * Who makes the offer. We try ours first; where a server refuses it as something that it does not understand, we ask for the server's, as
 * draft-murillo-whep-01 allowed. A server that makes a counter-offer (406, draft-ietf-wish-whep-03 and later) needs no second way: its
 * offer comes in reply to ours.
 *
 * <p>Which refusals end a way is a guess, since no draft names a status for it: only such as speak of the request's form. So 400, which
 * servers that make all offers themselves give (Eyevinn's, and its player reads it so), 415 and 422. A plain 406 says that no codec fits,
 * 405 that POST is not for this URL, 401, 403, 404, 409, 429 and 5xx speak of the caller, the stream or the server: an empty POST would
 * fare no better, and cost another request per attempt.
 */
public enum WhepWay {
    /** We offer, the server answers or makes a counter-offer. */
    OUR_OFFER(Set.of(400, 415, 422)),
    /** We POST nothing, the server offers, and we answer. 411 and 501: nothing without a body; 405 and 406: not (any more) without ours. */
    SERVER_OFFER(Set.of(400, 405, 406, 411, 415, 422, 501));

    private final Set<Integer> refusals;

    WhepWay(Set<Integer> refusals) {
        this.refusals = refusals;
    }

    /** Tells whether {@code failure} means that the server does not go this way, rather than that it has nothing to show. */
    public boolean isRefusedBy(WhepException failure) {
        return failure.failure() == WhepFailure.STATUS && refusals.contains(failure.status());
    }

    /** The way to try instead. */
    public WhepWay other() {
        return this == OUR_OFFER ? SERVER_OFFER : OUR_OFFER;
    }
}
