// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A moment in the history of a data store by which a write had committed, as opaque text on the wire (contract section 1.3).
 * Whoever brings it wants no answer from before that moment. No secret: a made-up one gets a fresher read at most.
 *
 * @param store which data store the mark means something in
 * @param mark the moment: a transaction id (PostgreSQL's xid8), or a count of tokens
 */
public record ConsistencyToken(long store, long mark) {
    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 2 * Long.BYTES;
    private static final int CHARACTERS = (BYTES * 4 + 2) / 3;

    /**
     * Reads the text of a token. Takes exactly what {@link #text} makes.
     *
     * @throws InvalidTokenException if it is anything else
     */
    public static ConsistencyToken parse(String text) {
        if (text.length() != CHARACTERS) {
            throw new InvalidTokenException();
        }
        ByteBuffer bytes = ByteBuffer.wrap(decoded(text));
        byte version = bytes.get();
        ConsistencyToken token = new ConsistencyToken(bytes.getLong(), bytes.getLong());
        if (version != VERSION || token.mark < 0 || !token.text().equals(text)) {
            throw new InvalidTokenException();
        }
        return token;
    }

    /** Base64url without padding of a version byte, the store and the mark, both big-endian; 23 characters. */
    public String text() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(store)
                .putLong(mark)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException();
        }
    }
}
