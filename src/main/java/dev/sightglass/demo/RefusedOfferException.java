// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

/** A viewer's offer that the camera cannot answer. */
final class RefusedOfferException extends RuntimeException {
    RefusedOfferException(String reason) {
        super(reason);
    }
}
