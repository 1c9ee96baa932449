// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

/** An offer and the answer to it, as small as they come. */
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
