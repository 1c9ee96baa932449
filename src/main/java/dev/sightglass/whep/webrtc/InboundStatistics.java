// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import java.time.Duration;

/**
 * What one peer connection has received since it was opened (W3C webrtc-stats, {@code inbound-rtp} and {@code transport}).
 *
 * @param decodeTime spent in the decoder, by the wall clock: what a busy machine adds is in it
 * @param packets of whatever kind
 */
public record InboundStatistics(Duration decodeTime, long packets) {
    private static final double NANOS_PER_SECOND = 1e9;

    static InboundStatistics of(RTCStatsReport report) {
        double decodeSeconds = 0;
        long packets = 0;
        for (RTCStats entry : report.getStats().values()) {
            if (entry.getType() == RTCStatsType.INBOUND_RTP) {
                decodeSeconds += number(entry, "totalDecodeTime");
            } else if (entry.getType() == RTCStatsType.TRANSPORT) {
                packets += (long) number(entry, "packetsReceived");
            }
        }
        return new InboundStatistics(Duration.ofNanos((long) (decodeSeconds * NANOS_PER_SECOND)), packets);
    }

    private static double number(RTCStats entry, String attribute) {
        return entry.getAttributes().get(attribute) instanceof Number value ? value.doubleValue() : 0;
    }
}
