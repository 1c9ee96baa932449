// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import org.jspecify.annotations.Nullable;

/**
 * A body that is written piece by piece for as long as there is news and a reader. A route that answers with one holds no thread;
 * the reader's pace decides how often {@link #next()} is asked, so that nothing has to be kept for a slow one.
 */
public interface LiveBody {

    /**
     * Begins; called once, before anything else.
     *
     * @param wake to be called whenever {@link #next()} may have more or the body is over; on any thread, at any time. It may
     *     call {@link #next()} and write before it returns, without blocking
     */
    void open(Runnable wake);

    /**
     * The next piece, or null when there is none now. Asked only when the reader has taken the pieces before; calls never overlap.
     * Nobody writes to the bytes afterwards.
     */
    byte @Nullable [] next();

    /** Whether {@link #next()} will answer null for ever. Asked after it answered null. */
    boolean isOver();

    /** Nothing is asked any more: the body is over or the reader has gone. Called once, on any thread; does not block. */
    void close();
}
