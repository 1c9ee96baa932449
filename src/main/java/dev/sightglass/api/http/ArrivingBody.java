// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The part of a request's body that has arrived. Takes as much memory as that, whatever length the request stated. Not for concurrent use. */
final class ArrivingBody {

    private static final int PIECE_BYTES = 4096;

    private final long length;
    private final int maximum;
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

    /**
     * @param length in bytes, negative if the request did not say
     * @param maximum in bytes, of one that did not say
     */
    ArrivingBody(long length, int maximum) {
        this.length = length;
        this.maximum = maximum;
    }

    /** Takes what came along with the head, if the length is known; without it only a read can tell whether there is more. */
    void takeWhatIsThere(ServletInputStream in) throws IOException {
        while (length > arrived.size() && in.available() > 0) {
            read(in);
        }
    }

    /** Takes what has come since; stops at one byte over the maximum. */
    void takeWhatCame(ServletInputStream in) throws IOException {
        while (!isTooLong() && !in.isFinished() && in.isReady()) {
            read(in);
        }
    }

    private void read(ServletInputStream in) throws IOException {
        long left = (length < 0 ? maximum + 1L : length) - arrived.size();
        byte[] piece = new byte[(int) Math.min(PIECE_BYTES, left)];
        int count = in.read(piece);
        if (count > 0) {
            arrived.write(piece, 0, count);
        }
    }

    boolean isComplete() {
        return arrived.size() == length;
    }

    boolean isTooLong() {
        return arrived.size() > maximum;
    }

    byte[] bytes() {
        return arrived.toByteArray();
    }
}
