// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/**
 * Scales I420 from one size to another by swscale's area filter and leaves its colours alone. Not for use by two threads
 * at once.
 */
final class Scaler implements AutoCloseable {

    /** Area: bilinear aliases from 2:1 on. Accurate: without it greys drift by one. */
    private static final int FLAGS = swscale.SWS_AREA | swscale.SWS_ACCURATE_RND;

    private static final @Nullable DoublePointer NO_PARAMETERS = null;

    private final @Nullable SwsContext context;
    private final NativeFrame source;
    private final NativeFrame target;
    private final List<Plane> sourcePlanes;
    private final List<Plane> targetPlanes;

    Scaler(Size from, Size to) {
        source = NativeFrame.i420(from, Colors.Range.LIMITED);
        try {
            target = NativeFrame.i420(to, Colors.Range.LIMITED);
        } catch (PictureEncodingException failure) {
            source.close();
            throw failure;
        }
        sourcePlanes = source.planes();
        targetPlanes = target.planes();
        context = context(from, to);
        if (context == null) {
            close();
            throw PictureEncodingException.outOfMemory("scaling");
        }
    }

    /**
     * Scales Y, U and V as they lie in memory. By way of a copy with room behind its rows, because swscale reads up to 16
     * bytes beyond the last one, which the memory of others need not have.
     *
     * @return planes that are valid until the next call
     */
    List<Plane> scale(List<Plane> planes) {
        for (int i = 0; i < planes.size(); i++) {
            planes.get(i).copyTo(sourcePlanes.get(i));
        }
        AVFrame from = source.frame();
        AVFrame to = target.frame();
        int rows = swscale.sws_scale(context, from.data(), from.linesize(), 0, from.height(), to.data(), to.linesize());
        if (rows != to.height()) {
            throw PictureEncodingException.failed("scaling", rows);
        }
        return targetPlanes;
    }

    @Override
    public void close() {
        source.close();
        target.close();
        swscale.sws_freeContext(context);
    }

    private static @Nullable SwsContext context(Size from, Size to) {
        int format = avutil.AV_PIX_FMT_YUV420P;
        return swscale.sws_getContext(
                from.width(), from.height(), format, to.width(), to.height(), format, FLAGS, null, null, NO_PARAMETERS);
    }
}
