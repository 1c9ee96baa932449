// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

/** Writes the body of an error that no route has seen. */
@FunctionalInterface
public interface ErrorBody {

    /**
     * @param status HTTP status, 400 to 599
     * @return UTF-8 JSON
     */
    byte[] of(int status);
}
