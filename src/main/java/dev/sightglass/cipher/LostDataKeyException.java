// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import java.io.Serial;

/** The database is sealed by a key that this process was not given. */
public final class LostDataKeyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String keyId;

    LostDataKeyException(String keyId) {
        super("the database holds secrets of the data key " + keyId);
        this.keyId = keyId;
    }

    /** The id of the key that is missing. */
    public String keyId() {
        return keyId;
    }
}
