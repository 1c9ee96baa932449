// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Locale;

/** Which of the contract's two worlds a key is for; it stands in the key's text. */
public enum Environment {
    /** Real money. The contract refuses such keys today. */
    LIVE,
    /** Everything else. */
    TEST;

    /** How it stands in a key: {@code live} or {@code test}. */
    String inKey() {
        return name().toLowerCase(Locale.ROOT);
    }
}
