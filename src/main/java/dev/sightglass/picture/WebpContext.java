// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** FFmpeg's binding of libwebp, lossy. The library fixes the quality when it opens, so each new one opens it again. */
final class WebpContext implements Compressor {

    /** libwebp's method, 0 (fast) to 6: see docs/decisions/0010-picture-formats.md. */
    private static final String METHOD = "0";

    private final NativeFrame frame;
    private @Nullable CodecContext codec;
    private int openedFor;

    WebpContext(NativeFrame frame) {
        this.frame = frame;
    }

    @Override
    public byte[] compress(int quality) {
        CodecContext open = codec;
        if (open == null || openedFor != quality) {
            close();
            open = new CodecContext("libwebp", frame, context -> set(context, quality));
            codec = open;
            openedFor = quality;
        }
        return open.encode(frame.frame());
    }

    @Override
    public void close() {
        CodecContext open = codec;
        codec = null;
        if (open != null) {
            open.close();
        }
    }

    private static void set(AVCodecContext context, int quality) {
        context.flags(context.flags() | avcodec.AV_CODEC_FLAG_QSCALE);
        context.global_quality(quality * avutil.FF_QP2LAMBDA);
        context.compression_level(0);
        avutil.av_opt_set(context, "compression_level", METHOD, 0);
    }
}
