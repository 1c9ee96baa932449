// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The native contexts and scratch memory to encode pictures of one shape. Not for use by two threads at once. */
final class Workbench implements AutoCloseable {

    private final Shape shape;
    private final @Nullable Scaler scaler; // null where the size stays
    private final Recoloring recoloring;
    private final NativeFrame upright;
    private final MjpegContext mjpeg;
    private final Deque<Runnable> cleanup = new ArrayDeque<>();

    /** Takes what the shape needs; nothing is left behind if that fails. */
    Workbench(Shape shape) {
        this.shape = shape;
        try {
            scaler = shape.source().equals(shape.scaled()) ? null : new Scaler(shape.source(), shape.scaled());
            if (scaler != null) {
                cleanup.push(scaler::close);
            }
            upright = new NativeFrame(shape.upright());
            cleanup.push(upright::close);
            mjpeg = new MjpegContext(shape.upright());
            cleanup.push(mjpeg::close);
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
        recoloring = new Recoloring(shape.colors(), shape.upright().width());
    }

    Shape shape() {
        return shape;
    }

    /** Encodes planes of this bench's shape, which are as they are stored. */
    byte[] encode(List<Plane> stored, int quality) {
        List<Plane> planes = scaler == null ? stored : scaler.scale(stored);
        List<Plane> turned =
                planes.stream().map(plane -> plane.turned(shape.rotation())).toList();
        recoloring.apply(turned, upright.planes());
        return mjpeg.encode(upright, quality);
    }

    @Override
    public void close() {
        cleanup.forEach(Runnable::run);
        cleanup.clear();
    }
}
