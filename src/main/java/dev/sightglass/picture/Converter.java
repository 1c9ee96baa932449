// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/** Scales pictures of one shape and brings them to the colours of JFIF, by swscale. Not for use by two threads at once. */
final class Converter implements AutoCloseable {

    private static final int FLAGS = swscale.SWS_AREA // never bilinear: it aliases from 2:1 on
            | swscale.SWS_ACCURATE_RND
            | swscale.SWS_FULL_CHR_H_INT
            | swscale.SWS_FULL_CHR_H_INP;

    private static final int UNITY = 1 << 16; // of contrast and saturation, fixed point

    private final SwsContext context;
    private final AVFrame view; // only a place for the pointers and strides of the picture at hand

    Converter(Shape shape) {
        view = avutil.av_frame_alloc();
        SwsContext made = swscale.sws_getContext(
                shape.source().width(),
                shape.source().height(),
                avutil.AV_PIX_FMT_YUV420P,
                shape.scaled().width(),
                shape.scaled().height(),
                avutil.AV_PIX_FMT_YUV420P,
                FLAGS,
                null,
                null,
                (DoublePointer) null);
        if (view == null || made == null) {
            avutil.av_frame_free(view);
            swscale.sws_freeContext(made);
            throw JpegEncodingException.outOfMemory("scaling");
        }
        context = made;
        int code = setColors(shape.colors());
        if (code < 0) {
            close();
            throw JpegEncodingException.failed("colour set-up", code);
        }
    }

    /** Writes samples of the source's size into {@code target}, which has the scaled size. */
    void convert(List<Plane> planes, NativeFrame target) {
        for (int i = 0; i < planes.size(); i++) {
            view.data(i, new BytePointer(planes.get(i).samples()));
            view.linesize(i, planes.get(i).stride());
        }
        AVFrame to = target.frame();
        int height = planes.get(0).size().height();
        int rows = swscale.sws_scale(context, view.data(), view.linesize(), 0, height, to.data(), to.linesize());
        if (rows != to.height()) {
            throw JpegEncodingException.failed("scaling", rows);
        }
    }

    @Override
    public void close() {
        avutil.av_frame_free(view);
        swscale.sws_freeContext(context);
    }

    private int setColors(Colors colors) {
        IntPointer from = swscale.sws_getCoefficients(
                switch (colors.matrix()) {
                    case BT601 -> swscale.SWS_CS_ITU601;
                    case BT709 -> swscale.SWS_CS_ITU709;
                });
        int fullRange = colors.range() == Colors.Range.FULL ? 1 : 0;
        IntPointer jfif = swscale.sws_getCoefficients(swscale.SWS_CS_ITU601);
        return swscale.sws_setColorspaceDetails(context, from, fullRange, jfif, 1, 0, UNITY, UNITY);
    }
}
