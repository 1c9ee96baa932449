// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The part of a request's body that has arrived. Takes as much memory as that, whatever length the request stated, and none once it is
 * known to be too long: what comes then is dropped. Not for concurrent use.
 */
final class ArrivingBody {

    private static final int PIECE_BYTES = 4096;

    /** Of a body that is too long. More is left unread: somebody who sends without end would otherwise keep a thread. */
    private static final int MOST_DROPPED_BYTES = 4 << 20;

    private final long length;
    private final int maximum;
    private ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private boolean tooLong;
    private int dropped;

    /**
     * @param length in bytes, negative if the request did not say
     * @param maximum in bytes
     */
    ArrivingBody(long length, int maximum) {
        this.length = length;
        this.maximum = maximum;
        this.tooLong = length > maximum;
    }

    /** Takes what came along with the head, if the length is known; without it only a read can tell whether there is more. */
    void takeWhatIsThere(ServletInputStream in) throws IOException {
        while (length > arrived.size() && in.available() > 0) {
            take(in);
        }
    }

    /** Takes what has come since; stops when it is known to be too long. */
    void takeWhatCame(ServletInputStream in) throws IOException {
        while (!tooLong && !in.isFinished() && in.isReady()) {
            take(in);
        }
    }

    /**
     * Drops what has come since of a body that is too long.
     *
     * @return false once it is not worth it to wait for more
     */
    boolean dropWhatCame(ServletInputStream in) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        while (dropped < MOST_DROPPED_BYTES && !in.isFinished() && in.isReady()) {
            dropped += Math.max(0, in.read(piece));
        }
        return dropped < MOST_DROPPED_BYTES;
    }

    private void take(ServletInputStream in) throws IOException {
        long left = (length < 0 ? maximum + 1L : length) - arrived.size();
        byte[] piece = new byte[(int) Math.min(PIECE_BYTES, left)];
        int count = in.read(piece);
        if (count > 0) {
            arrived.write(piece, 0, count);
        }
        if (arrived.size() > maximum) {
            tooLong = true;
            arrived = new ByteArrayOutputStream(0);
        }
    }

    boolean isComplete() {
        return arrived.size() == length;
    }

    boolean isTooLong() {
        return tooLong;
    }

    byte[] bytes() {
        return arrived.toByteArray();
    }
}
