// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.webrtc.Frame;
import dev.sightglass.whep.webrtc.FrameStamp;
import org.apache.camel.Message;

/** Puts what is known of a frame into headers. */
final class FrameHeaders {
    private FrameHeaders() {}

    static void put(Message message, Frame frame) {
        stamp(message, frame.stamp());
        message.setHeader(WhepConstants.WIDTH, frame.width());
        message.setHeader(WhepConstants.HEIGHT, frame.height());
        message.setHeader(WhepConstants.ROTATION, frame.rotation());
    }

    static void stamp(Message message, FrameStamp stamp) {
        message.setHeader(WhepConstants.EPOCH, stamp.epoch());
        message.setHeader(WhepConstants.SEQUENCE, stamp.sequence());
        message.setHeader(WhepConstants.DECODED_AT_NANOS, stamp.decodedAtNanos());
        message.setHeader(WhepConstants.DECODED_AT, stamp.decodedAt());
    }
}
