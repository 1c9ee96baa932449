// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one property: it stays, it is cleared, or it gets a value.
 *
 * @param given whether anything is to change
 * @param value the new value; null clears it
 * @param <T> type of the property
 */
public record Change<T>(boolean given, @Nullable T value) {
    /** It stays as it is. */
    public static <T> Change<T> none() {
        return new Change<>(false, null);
    }

    /** It gets that value, or is cleared by null. */
    public static <T> Change<T> to(@Nullable T value) {
        return new Change<>(true, value);
    }

    boolean clears() {
        return given && value == null;
    }
}
