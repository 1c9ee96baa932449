// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.nio.ByteBuffer;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** An {@code AVFrame} with memory of its own. Not for use by two threads at once. */
final class NativeFrame implements AutoCloseable {

    private final AVFrame frame;
    private final Size size;

    /** Rows are padded to FFmpeg's liking. */
    private NativeFrame(Size size, int pixelFormat, int colorSpace, Colors.Range range) {
        this.size = size;
        frame = avutil.av_frame_alloc();
        if (frame == null) {
            throw PictureEncodingException.outOfMemory("a frame");
        }
        frame.format(pixelFormat).width(size.width()).height(size.height()).colorspace(colorSpace);
        frame.color_range(range == Colors.Range.FULL ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        if (avutil.av_frame_get_buffer(frame, 0) < 0) {
            avutil.av_frame_free(frame);
            throw PictureEncodingException.outOfMemory("a frame of " + size.width() + "x" + size.height());
        }
    }

    /** I420 of BT.601. */
    static NativeFrame i420(Size size, Colors.Range range) {
        return new NativeFrame(size, avutil.AV_PIX_FMT_YUV420P, avutil.AVCOL_SPC_SMPTE170M, range);
    }

    /** 8 bits each of red, green and blue. */
    static NativeFrame rgb(Size size) {
        return new NativeFrame(size, avutil.AV_PIX_FMT_RGB24, avutil.AVCOL_SPC_RGB, Colors.Range.FULL);
    }

    AVFrame frame() {
        return frame;
    }

    Size size() {
        return size;
    }

    /** Y, U and V of I420; not to be touched after {@link #close()}. */
    List<Plane> planes() {
        return List.of(plane(0, size), plane(1, size.chroma()), plane(2, size.chroma()));
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
    }

    private Plane plane(int index, Size of) {
        int stride = frame.linesize(index);
        BytePointer address = frame.data(index);
        ByteBuffer samples = address.capacity((long) stride * of.height()).asByteBuffer();
        return Plane.of(samples, stride, of);
    }
}
