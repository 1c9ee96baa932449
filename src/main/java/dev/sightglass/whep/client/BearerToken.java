// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

/**
 * A secret sent as {@code Authorization: Bearer}; {@link #toString()} masks it.
 *
 * @param value printable ASCII without spaces
 */
public record BearerToken(String value) {

    /**
     * Checks that the token can stand in a header.
     *
     * @throws WhepException {@code whep:badToken} if it is empty or holds anything but printable ASCII
     */
    public BearerToken {
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw WhepException.of(WhepFailure.BAD_TOKEN);
        }
    }

    /** Eight hex digits of the token's sha256. */
    @Override
    public String toString() {
        return "BearerToken[" + Fingerprint.of(value) + "]";
    }
}
