// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.nio.ByteBuffer;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** An {@code AVFrame} of format I420 with memory of its own. Not for use by two threads at once. */
final class NativeFrame implements AutoCloseable {

    private final AVFrame frame;
    private final List<Plane> planes;

    /** Takes native memory for {@code size}, rows padded to FFmpeg's liking. */
    NativeFrame(Size size) {
        frame = avutil.av_frame_alloc();
        if (frame == null) {
            throw PictureEncodingException.outOfMemory("a frame");
        }
        frame.format(avutil.AV_PIX_FMT_YUV420P).width(size.width()).height(size.height());
        frame.color_range(avutil.AVCOL_RANGE_JPEG).colorspace(avutil.AVCOL_SPC_SMPTE170M);
        if (avutil.av_frame_get_buffer(frame, 0) < 0) {
            avutil.av_frame_free(frame);
            throw PictureEncodingException.outOfMemory("a frame of " + size.width() + "x" + size.height());
        }
        planes = List.of(plane(0, size), plane(1, size.chroma()), plane(2, size.chroma()));
    }

    AVFrame frame() {
        return frame;
    }

    /** Y, U and V; not to be touched after {@link #close()}. */
    List<Plane> planes() {
        return planes;
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
    }

    private Plane plane(int index, Size size) {
        int stride = frame.linesize(index);
        BytePointer address = frame.data(index);
        ByteBuffer samples = address.capacity((long) stride * size.height()).asByteBuffer();
        return Plane.of(samples, stride, size);
    }
}
