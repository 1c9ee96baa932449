// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

/** A request body that does not claim to be JSON. */
final class UnsupportedMediaTypeException extends RuntimeException {

    UnsupportedMediaTypeException() {
        super("request:contentType", null, false, false);
    }
}
