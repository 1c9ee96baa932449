// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

/**
 * Checks a server's offer before native code sees it, and our answer to it before the server does: a wrong one must fail with a reason, at
 * once.
 */
final class OfferCheck {
    private OfferCheck() {}

    /**
     * Returns {@code offer} with lines ended by CR LF.
     *
     * @throws WhepException {@code whep:notSdp}, {@code whep:noVideo} or {@code whep:offerRejected}
     */
    static String check(String offer) {
        String lines = Sdp.lines(offer);
        Sdp offered = Sdp.parse(lines);
        Sdp.Media video = offered.media().stream()
                .filter(media -> media.kind().equals("video")
                        && !media.isRejected()
                        && !media.lines().contains("a=recvonly"))
                .findFirst()
                .orElseThrow(() -> WhepException.of(WhepFailure.NO_VIDEO));
        if (!offered.has(video, "a=ice-ufrag:")
                || !offered.has(video, "a=ice-pwd:")
                || !offered.has(video, "a=fingerprint:")) {
            throw WhepException.of(WhepFailure.OFFER_REJECTED);
        }
        return lines;
    }

    /** Tells whether {@code answer}, our own, takes video; if not, there is no codec in common. */
    static boolean takesVideo(String answer) {
        return Sdp.parse(answer).media().stream()
                .anyMatch(media -> media.kind().equals("video") && !media.isRejected());
    }
}
