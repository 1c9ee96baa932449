// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepException;

/** How an attempt to join a WHEP endpoint ended: few enough to be a metric's tag. */
public enum ConnectOutcome {
    /** With an answer that was accepted, the server's or ours. */
    ANSWERED,
    /** With a status that is no success, or a redirect that we do not follow. */
    REFUSED,
    /** Without an HTTP connection. */
    UNREACHABLE,
    /** Without a complete answer in time. */
    TIMEOUT,
    /** With an answer, or a server's offer, that is of no use. */
    BAD_ANSWER,
    /** At our address rules. */
    ADDRESS_REFUSED,
    /** At a failure of our own. */
    LOCAL_FAILURE,
    /** Unsubscribed meanwhile. */
    ABANDONED;

    static ConnectOutcome of(WhepException failure) {
        return switch (failure.failure()) {
            case STATUS, REDIRECT_REFUSED -> REFUSED;
            case UNREACHABLE -> UNREACHABLE;
            case TIMEOUT, OFFER_EXPIRED -> TIMEOUT;
            case TOO_LARGE, NOT_SDP, NO_VIDEO, NO_CANDIDATE, ANSWER_REJECTED, OFFER_REJECTED -> BAD_ANSWER;
            case ADDRESS_REFUSED, BAD_URL, BAD_TOKEN -> ADDRESS_REFUSED;
            case LOCAL -> LOCAL_FAILURE;
        };
    }
}
