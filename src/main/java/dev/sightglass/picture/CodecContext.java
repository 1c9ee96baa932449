// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/** An open encoder of FFmpeg that makes one packet of each frame. Not for use by two threads at once. */
final class CodecContext implements AutoCloseable {

    private final AVCodecContext context;
    private final AVPacket packet;
    private long pictures;

    /**
     * Opens an encoder for frames like {@code frame}; nothing is left behind if that fails.
     *
     * @param name by which FFmpeg knows the encoder
     * @param settings what else is to be set before it is opened
     */
    CodecContext(String name, NativeFrame frame, Consumer<AVCodecContext> settings) {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
        context = avcodec.avcodec_alloc_context3(codec);
        packet = avcodec.av_packet_alloc();
        try {
            open(codec, frame.frame(), settings);
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    AVCodecContext context() {
        return context;
    }

    /** Encodes a frame; the result is copied out of native memory. */
    byte[] encode(AVFrame frame) {
        frame.pts(pictures++); // encoders want rising times
        int code = avcodec.avcodec_send_frame(context, frame);
        if (code >= 0) {
            code = avcodec.avcodec_receive_packet(context, packet);
        }
        if (code < 0) {
            throw PictureEncodingException.failed("encoding", code);
        }
        try {
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            return bytes;
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }

    private void open(@Nullable AVCodec codec, AVFrame frame, Consumer<AVCodecContext> settings) {
        if (codec == null || context == null || packet == null) {
            throw PictureEncodingException.outOfMemory("an encoder");
        }
        context.width(frame.width()).height(frame.height());
        context.pix_fmt(frame.format()).color_range(frame.color_range());
        context.time_base().num(1).den(1);
        context.sample_aspect_ratio().num(1).den(1); // without it there is no JFIF header
        context.flags(avcodec.AV_CODEC_FLAG_BITEXACT); // no comment with the encoder's version in every picture
        context.thread_count(1); // slices save no CPU, and pictures of many sessions run in parallel anyway
        settings.accept(context);
        int code = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
        if (code < 0) {
            throw PictureEncodingException.failed("opening an encoder", code);
        }
    }
}
