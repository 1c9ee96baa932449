// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * At most {@code capacity} workbenches, made where none of a shape is idle; one that was idle for long makes room, first of
 * all one that served a single picture, so that sizes that come once do not drive out the usual ones. Callers see to it
 * that no more than {@code capacity} are lent at once.
 */
final class BenchPool {

    private final int capacity;
    private final JpegLibrary jpeg;
    private final Deque<Workbench> idle = new ArrayDeque<>(); // the latest used last
    private int existing;

    BenchPool(int capacity, JpegLibrary jpeg) {
        this.capacity = capacity;
        this.jpeg = jpeg;
    }

    /** Lends a bench of this shape to the caller, who gives it back or discards it. */
    Workbench take(Shape shape) {
        Workbench fit = takeIdle(shape);
        if (fit != null) {
            return fit;
        }
        makeRoom();
        try {
            return new Workbench(shape, jpeg);
        } catch (RuntimeException | Error failure) {
            forget();
            throw failure;
        }
    }

    synchronized void giveBack(Workbench bench) {
        idle.addLast(bench);
    }

    /** Frees a bench that was lent and can no longer be trusted. */
    void discard(Workbench bench) {
        bench.close();
        forget();
    }

    /** Frees all idle benches. */
    synchronized void clear() {
        idle.forEach(Workbench::close);
        existing -= idle.size();
        idle.clear();
    }

    private synchronized @Nullable Workbench takeIdle(Shape shape) {
        for (Iterator<Workbench> benches = idle.descendingIterator(); benches.hasNext(); ) {
            Workbench bench = benches.next();
            if (bench.shape().equals(shape)) {
                benches.remove();
                return bench;
            }
        }
        return null;
    }

    private synchronized void makeRoom() {
        if (existing < capacity) {
            existing++;
        } else {
            Workbench leaving = idle.getFirst(); // lent ones are fewer than all while the caller has none
            for (Workbench bench : idle) {
                if (bench.uses() <= 1) {
                    leaving = bench;
                    break;
                }
            }
            idle.remove(leaving);
            leaving.close();
        }
    }

    private synchronized void forget() {
        existing--;
    }
}
