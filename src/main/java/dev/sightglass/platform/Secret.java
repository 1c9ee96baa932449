// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import java.util.Objects;

/** A text that nobody may print: {@link #toString} hides it, and {@link #reveal} is no bean property for a serializer to find. */
public final class Secret {
    private static final Secret NONE = new Secret("");

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Wraps a text; what is blank is no secret. By this name Spring converts settings. */
    public static Secret of(String text) {
        return text.isBlank() ? NONE : new Secret(text);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** The text itself. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @Override
    public String toString() {
        return isEmpty() ? "none" : "***";
    }
}
