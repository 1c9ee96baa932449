// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/** FFmpeg's PNG encoder behind swscale's conversion to RGB. There is no quality. */
final class PngContext implements Compressor {

    /** zlib's level, 0 to 9, and the prediction from the row above: see docs/decisions/0010-picture-formats.md. */
    private static final int LEVEL = 1;

    private static final String PREDICTION = "up";

    /** As exact as it can: chroma by interpolation at each pixel, rounded. */
    private static final int FLAGS =
            swscale.SWS_BILINEAR | swscale.SWS_ACCURATE_RND | swscale.SWS_FULL_CHR_H_INT | swscale.SWS_FULL_CHR_H_INP;

    private static final int ONE = 1 << 16;

    private static final @Nullable DoublePointer NO_PARAMETERS = null;

    private final NativeFrame source;
    private final NativeFrame rgb;
    private final @Nullable SwsContext conversion;
    private final CodecContext codec;

    PngContext(NativeFrame source) {
        this.source = source;
        rgb = NativeFrame.rgb(source.size());
        conversion = conversion(source.size());
        try {
            codec = new CodecContext("png", rgb, PngContext::set);
            if (conversion == null) {
                codec.close();
                throw PictureEncodingException.outOfMemory("RGB");
            }
        } catch (RuntimeException | Error failure) {
            swscale.sws_freeContext(conversion);
            rgb.close();
            throw failure;
        }
    }

    @Override
    public byte[] compress(int quality) {
        AVFrame from = source.frame();
        AVFrame to = rgb.frame();
        int rows =
                swscale.sws_scale(conversion, from.data(), from.linesize(), 0, from.height(), to.data(), to.linesize());
        if (rows != to.height()) {
            throw PictureEncodingException.failed("conversion to RGB", rows);
        }
        return codec.encode(to);
    }

    @Override
    public void close() {
        codec.close();
        swscale.sws_freeContext(conversion);
        rgb.close();
    }

    private static void set(AVCodecContext context) {
        context.compression_level(LEVEL);
        avutil.av_opt_set(context.priv_data(), "pred", PREDICTION, 0);
    }

    private static @Nullable SwsContext conversion(Size size) {
        SwsContext context = swscale.sws_getContext(
                size.width(),
                size.height(),
                avutil.AV_PIX_FMT_YUV420P,
                size.width(),
                size.height(),
                avutil.AV_PIX_FMT_RGB24,
                FLAGS,
                null,
                null,
                NO_PARAMETERS);
        if (context != null) {
            IntPointer bt601 = swscale.sws_getCoefficients(swscale.SWS_CS_ITU601);
            swscale.sws_setColorspaceDetails(context, bt601, 1, bt601, 1, 0, ONE, ONE);
        }
        return context;
    }
}
