// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads lossy WebP by FFmpeg's own VP8 decoder, which shares no code with libwebp, and as RFC 9649 says: limited BT.601. */
final class WebpDecoder {

    private WebpDecoder() {}

    static BufferedImage decode(byte[] webp) {
        AVCodecContext context = avcodec.avcodec_alloc_context3(avcodec.avcodec_find_decoder_by_name("webp"));
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = avutil.av_frame_alloc();
        try {
            assertThat(avcodec.avcodec_open2(context, context.codec(), (AVDictionary) null))
                    .isZero();
            assertThat(avcodec.av_new_packet(packet, webp.length)).isZero();
            packet.data().put(webp);
            assertThat(avcodec.avcodec_send_packet(context, packet)).isZero();
            assertThat(avcodec.avcodec_receive_frame(context, frame)).isZero();
            assertThat(frame.format()).isEqualTo(avutil.AV_PIX_FMT_YUV420P);
            return rgb(frame);
        } finally {
            avutil.av_frame_free(frame);
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(context);
        }
    }

    private static BufferedImage rgb(AVFrame frame) {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                double luma = (sample(frame, 0, x, y) - 16) * 255.0 / 219;
                double blue = (sample(frame, 1, x / 2, y / 2) - 128) * 255.0 / 224;
                double red = (sample(frame, 2, x / 2, y / 2) - 128) * 255.0 / 224;
                int g = clamp(luma - 0.344136 * blue - 0.714136 * red);
                image.setRGB(x, y, clamp(luma + 1.402 * red) << 16 | g << 8 | clamp(luma + 1.772 * blue));
            }
        }
        return image;
    }

    private static int sample(AVFrame frame, int plane, int x, int y) {
        return frame.data(plane).get((long) y * frame.linesize(plane) + x) & 255;
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
