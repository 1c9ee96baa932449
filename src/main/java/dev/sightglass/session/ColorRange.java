// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.util.Arrays;
import java.util.Optional;

/** Which part of the 8-bit scale a feed's luma uses. */
public enum ColorRange {
    /** 16 to 235, as video does by default. */
    LIMITED("limited"),
    /** 0 to 255. */
    FULL("full");

    private final String wireName;

    ColorRange(String wireName) {
        this.wireName = wireName;
    }

    /** The name in requests and settings: {@code limited} or {@code full}. */
    public String wireName() {
        return wireName;
    }

    /** The range of that wire name, or empty when there is none; case matters. */
    public static Optional<ColorRange> of(String wireName) {
        return Arrays.stream(values()).filter(r -> r.wireName.equals(wireName)).findFirst();
    }
}
