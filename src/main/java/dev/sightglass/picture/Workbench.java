// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The native contexts and scratch memory to encode pictures of one shape. Not for use by two threads at once. */
final class Workbench implements AutoCloseable {

    private final Shape shape;
    private final @Nullable Scaler scaler; // null where the size stays
    private final Recoloring recoloring;
    private final List<Plane> upright;
    private final Compressor compressor;
    private int uses;
    private final Deque<Runnable> cleanup = new ArrayDeque<>();

    /** Takes what the shape needs; nothing is left behind if that fails. */
    Workbench(Shape shape, JpegLibrary jpeg) {
        this.shape = shape;
        Colors.Range range = shape.range();
        try {
            scaler = shape.source().equals(shape.scaled()) ? null : new Scaler(shape.source(), shape.scaled());
            if (scaler != null) {
                cleanup.push(scaler::close);
            }
            NativeFrame frame = NativeFrame.i420(shape.upright(), range);
            cleanup.push(frame::close);
            upright = frame.planes();
            compressor = Compressor.of(shape.format(), jpeg, frame);
            cleanup.push(compressor::close);
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
        recoloring = new Recoloring(shape.colors(), range, shape.upright().width());
    }

    Shape shape() {
        return shape;
    }

    /** Encodes planes of this bench's shape, which are as they are stored. */
    byte[] encode(List<Plane> stored, int quality) {
        uses++;
        prepare(stored);
        return compressor.compress(quality);
    }

    /** How many pictures it served so far. */
    int uses() {
        return uses;
    }

    @Override
    public void close() {
        cleanup.forEach(Runnable::run);
        cleanup.clear();
    }

    private void prepare(List<Plane> stored) {
        List<Plane> planes = scaler == null ? stored : scaler.scale(stored);
        List<Plane> turned = new ArrayList<>(planes.size());
        for (Plane plane : planes) {
            turned.add(plane.turned(shape.rotation()));
        }
        recoloring.apply(turned, upright);
    }
}
