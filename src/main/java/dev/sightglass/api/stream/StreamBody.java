// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import dev.sightglass.api.http.LiveBody;
import java.util.UUID;

/**
 * A body for as long as somebody reads: whose it is, its pictures, how its writer is woken, and that it may be told to end. What is
 * written stands in {@link #next()}.
 */
abstract class StreamBody implements LiveBody, StreamEnds.Reader {

    private final Reading who;
    private final PacedPictures pictures;
    private final StreamEnds ends;
    private volatile Runnable wake = () -> {};
    private volatile boolean over;

    StreamBody(Reading who, PacedPictures pictures, StreamEnds ends) {
        this.who = who;
        this.pictures = pictures;
        this.ends = ends;
    }

    final PacedPictures pictures() {
        return pictures;
    }

    /** Whether it was told to end; what comes next is the last. */
    final boolean isToldToEnd() {
        return over;
    }

    @Override
    public void open(Runnable waker) {
        wake = waker;
        ends.enter(this);
        pictures.open(waker);
    }

    @Override
    public void close() {
        pictures.close();
        ends.leave(this);
    }

    @Override
    public final UUID sessionId() {
        return who.sessionId();
    }

    @Override
    public final boolean isWelcome() {
        return who.welcome().getAsBoolean();
    }

    @Override
    public final void more() {
        wake.run();
    }

    @Override
    public final void over() {
        over = true;
        wake.run();
    }
}
