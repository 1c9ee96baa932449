// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The native contexts and scratch memory to encode pictures of one shape. Not for use by two threads at once. */
final class Workbench implements AutoCloseable {

    private final Shape shape;
    private final @Nullable Converter converter; // null where the samples serve as they are
    private final NativeFrame converted; // the upright frame itself where nothing is turned
    private final NativeFrame upright;
    private final MjpegContext mjpeg;
    private final Deque<Runnable> cleanup = new ArrayDeque<>();

    /** Takes what the shape needs; nothing is left behind if that fails. */
    Workbench(Shape shape) {
        this.shape = shape;
        try {
            mjpeg = new MjpegContext(shape.upright(), shape.quality());
            cleanup.push(mjpeg::close);
            upright = frame(shape.upright());
            converter = shape.needsConversion() ? converter(shape) : null;
            converted = shape.needsConversion() && shape.rotation() != 0 ? frame(shape.scaled()) : upright;
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    Shape shape() {
        return shape;
    }

    /** Encodes a picture of this bench's shape. */
    byte[] encode(Picture picture) {
        List<Plane> planes = picture.planes();
        if (converter != null) {
            converter.convert(planes, converted);
            planes = converted.planes();
        }
        if (converter == null || shape.rotation() != 0) {
            upright.fill(planes, shape.rotation());
        }
        return mjpeg.encode(upright);
    }

    @Override
    public void close() {
        cleanup.forEach(Runnable::run);
        cleanup.clear();
    }

    private NativeFrame frame(Size size) {
        NativeFrame frame = new NativeFrame(size);
        cleanup.push(frame::close);
        return frame;
    }

    private Converter converter(Shape of) {
        Converter made = new Converter(of);
        cleanup.push(made::close);
        return made;
    }
}
