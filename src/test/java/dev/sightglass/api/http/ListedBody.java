// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A live body of pieces of one size, a bounded number of them or as many as were allowed. */
final class ListedBody implements LiveBody {

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger allowed = new AtomicInteger();
    private volatile int size;
    private volatile boolean endless;
    private volatile boolean closed;
    private volatile @Nullable Runnable wake;

    /** @param count how many pieces there are; 0 for none until they are allowed */
    void reset(int pieceSize, int count) {
        size = pieceSize;
        endless = count == 0;
        allowed.set(count);
        taken.set(0);
        closed = false;
        wake = null;
    }

    void allow(int more) {
        allowed.addAndGet(more);
        Runnable known = wake;
        if (known != null) {
            known.run();
        }
    }

    int taken() {
        return taken.get();
    }

    boolean open() {
        return wake != null;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public void open(Runnable waker) {
        wake = waker;
    }

    @Override
    public byte @Nullable [] next() {
        if (taken.get() >= allowed.get()) {
            return null;
        }
        taken.incrementAndGet();
        return new byte[size];
    }

    @Override
    public boolean isOver() {
        return !endless;
    }

    @Override
    public void close() {
        closed = true;
    }
}
