// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

/** Offers and an answer, as small as they come. */
final class Sdps {
    static final String OFFER = """
            v=0
            o=- 1 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0
            m=video 9 UDP/TLS/RTP/SAVPF 96 97 98
            c=IN IP4 0.0.0.0
            a=setup:actpass
            a=mid:0
            a=recvonly
            a=ice-ufrag:abcd
            a=ice-pwd:abcdefghijklmnopqrstuvwx
            a=fingerprint:sha-256 00
            a=rtpmap:96 H264/90000
            a=rtpmap:97 rtx/90000
            a=rtpmap:98 VP8/90000
            """;

    /** What a server offers. */
    static final String SERVER_OFFER = OFFER.replace("a=recvonly", "a=sendonly");

    static final String ANSWER = """
            v=0
            o=- 3 4 IN IP4 127.0.0.1
            s=-
            t=0 0
            m=video 9 UDP/TLS/RTP/SAVPF 96 97
            c=IN IP4 0.0.0.0
            a=setup:active
            a=mid:0
            a=sendonly
            a=ice-ufrag:efgh
            a=ice-pwd:abcdefghijklmnopqrstuvwx
            a=fingerprint:sha-256 00
            a=rtpmap:96 H264/90000
            a=rtpmap:97 rtx/90000
            """;

    private Sdps() {}
}
