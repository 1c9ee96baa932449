// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.util.Arrays;
import java.util.Optional;

/** Which luma and chroma weights a feed's frames were made with. */
public enum ColorMatrix {
    /** ITU-R BT.601. */
    BT601("bt601"),
    /** ITU-R BT.709. */
    BT709("bt709");

    private final String wireName;

    ColorMatrix(String wireName) {
        this.wireName = wireName;
    }

    /** The name in requests and settings: {@code bt601} or {@code bt709}. */
    public String wireName() {
        return wireName;
    }

    /** The matrix of that wire name, or empty when there is none; case matters. */
    public static Optional<ColorMatrix> of(String wireName) {
        return Arrays.stream(values()).filter(m -> m.wireName.equals(wireName)).findFirst();
    }
}
