// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

/** Why a WHEP endpoint could not be joined: the stable codes. */
public enum WhepFailure {
    /** The URL is no absolute http or https URL. */
    BAD_URL("badUrl"),
    /** The token cannot stand in a header. */
    BAD_TOKEN("badToken"),
    /** The address rules forbid the host or an address it resolves to. */
    ADDRESS_REFUSED("addressRefused"),
    /** No HTTP connection: no address for the name, nobody there, a certificate that is not for it, or no HTTP. */
    UNREACHABLE("unreachable"),
    /** No complete answer in time. */
    TIMEOUT("timeout"),
    /** A redirect we do not follow: 301 to 303, more than five, from https to http, without target. */
    REDIRECT_REFUSED("redirectRefused"),
    /** Any other status that is not 2xx; the label carries the number. */
    STATUS("status"),
    /** The body exceeds 64 KiB, a line of the head 16 KiB, or there are more than a hundred headers. */
    TOO_LARGE("tooLarge"),
    /** A 2xx without SDP in its body. */
    NOT_SDP("notSdp"),
    /** The answer rejects video, or the server's offer has none: no codec in common, or nothing to show. */
    NO_VIDEO("noVideo"),
    /** No ICE candidate of the answer may be used, and its ICE-lite server waits for us to use one. */
    NO_CANDIDATE("noCandidate"),
    /** The answer does not fit the offer, or libwebrtc refuses it. */
    ANSWER_REJECTED("answerRejected"),
    /** The server's offer does not hold together or names no WHEP session to answer it at, or libwebrtc refuses it. */
    OFFER_REJECTED("offerRejected"),
    /** The server's offer was no longer valid when our answer was ready. */
    OFFER_EXPIRED("offerExpired"),
    /** Our own side failed. */
    LOCAL("localFailure");

    private final String label;

    WhepFailure(String label) {
        this.label = label;
    }

    /** The code in lower camel case. */
    public String label() {
        return label;
    }
}
