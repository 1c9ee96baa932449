// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import java.io.Serial;

/** A stored secret cannot be opened; says why, not what. */
public final class UnreadableSecretException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason a word: notSealed, unknownKey, or changed, which a text moved from another place is too */
    UnreadableSecretException(String reason) {
        super("a stored secret cannot be opened: " + reason);
        this.reason = reason;
    }

    /** {@code notSealed}, {@code unknownKey} or {@code changed}. */
    public String reason() {
        return reason;
    }
}
