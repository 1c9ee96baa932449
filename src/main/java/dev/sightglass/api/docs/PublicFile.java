// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file of the jar that anybody may read.
 *
 * @param contentType what it is
 * @param content all of it
 */
record PublicFile(String contentType, byte[] content) {

    /** @throws IllegalStateException if the jar was built without it */
    static PublicFile of(String contentType, String resource) {
        try (InputStream file = PublicFile.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("the jar has no " + resource);
            }
            return new PublicFile(contentType, file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
