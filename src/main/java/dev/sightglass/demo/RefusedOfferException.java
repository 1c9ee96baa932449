// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

/** A viewer's offer that the camera cannot answer. Says no more: libwebrtc's reasons quote the offer, with its ICE password. */
final class RefusedOfferException extends RuntimeException {
    RefusedOfferException() {
        super("The offer cannot be answered");
    }
}
