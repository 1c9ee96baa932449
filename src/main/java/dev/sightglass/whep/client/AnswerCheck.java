// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.util.List;

/**
 * Checks an answer before native code sees it: a wrong one must fail with a reason, not inside libwebrtc. Which addresses its candidates
 * may have is for {@link Candidates} to say.
 */
final class AnswerCheck {
    private AnswerCheck() {}

    /**
     * Returns {@code answer} with lines ended by CR LF.
     *
     * @throws WhepException {@code whep:notSdp}, {@code whep:noVideo} or {@code whep:answerRejected}
     */
    static String check(String offer, String answer) {
        String lines = Sdp.lines(answer);
        Sdp offered = Sdp.parse(offer);
        Sdp answered = Sdp.parse(lines);
        Sdp.Media video = answered.media().stream()
                .filter(media -> media.kind().equals("video") && !media.isRejected())
                .findFirst()
                .orElseThrow(() -> WhepException.of(WhepFailure.NO_VIDEO));
        if (!fits(offered, answered) || !canConnect(answered, video)) {
            throw WhepException.of(WhepFailure.ANSWER_REJECTED);
        }
        if (video.lines().contains("a=recvonly")) {
            throw WhepException.of(WhepFailure.NO_VIDEO);
        }
        return lines;
    }

    /** The same m-sections in the same order (RFC 3264 section 6), and no payload type that was not offered. */
    private static boolean fits(Sdp offered, Sdp answered) {
        List<Sdp.Media> ours = offered.media();
        List<Sdp.Media> theirs = answered.media();
        if (ours.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < ours.size(); i++) {
            boolean sameKind = ours.get(i).kind().equals(theirs.get(i).kind());
            boolean offeredOnly = theirs.get(i).isRejected()
                    || ours.get(i).payloadTypes().containsAll(theirs.get(i).payloadTypes());
            if (!sameKind || !offeredOnly) {
                return false;
            }
        }
        return true;
    }

    /** An answer takes a DTLS role (RFC 8842 section 5.3); {@code actpass} marks an offer in disguise, seen in an old server. */
    private static boolean canConnect(Sdp answered, Sdp.Media video) {
        return answered.has(video, "a=ice-ufrag:")
                && answered.has(video, "a=ice-pwd:")
                && answered.has(video, "a=fingerprint:")
                && !answered.has(video, "a=setup:actpass");
    }
}
