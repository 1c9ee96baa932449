// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * FFmpeg's mjpeg encoder for one size: baseline, 4:2:0, standard Huffman tables. Its quantization tables are
 * libjpeg's but for the first entry (the mean of a block), which the encoder fixes at 8, one grey level.
 * Not for use by two threads at once.
 */
final class MjpegContext implements AutoCloseable {

    private static final int TABLE_BYTES = 64 * Short.BYTES;

    /** The encoder multiplies its tables by the scale and divides by 8, so this takes them as they are. */
    private static final int NEUTRAL_SCALE = 8 * avutil.FF_QP2LAMBDA;

    /** The tables must be in order when the encoder opens. */
    private static final int FIRST_QUALITY = 80;

    private final AVCodecContext context;
    private final AVPacket packet;
    private long pictures;
    private int tablesOf; // the quality they were made for

    MjpegContext(Size size) {
        AVCodec codec = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MJPEG);
        context = avcodec.avcodec_alloc_context3(codec);
        packet = avcodec.av_packet_alloc();
        try {
            open(codec, size);
        } catch (PictureEncodingException failure) {
            close();
            throw failure;
        }
    }

    /** Encodes a frame of this context's size; the result is copied out of native memory. */
    byte[] encode(NativeFrame picture, int quality) {
        useTablesOf(quality);
        AVFrame frame = picture.frame();
        frame.quality(NEUTRAL_SCALE).pts(pictures++); // the encoder wants rising times
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
        avcodec.avcodec_free_context(context); // and the tables with it
    }

    private void open(AVCodec codec, Size size) {
        if (context == null || packet == null) {
            throw PictureEncodingException.outOfMemory("the JPEG encoder");
        }
        describe(size);
        context.intra_matrix(table());
        context.chroma_intra_matrix(table());
        useTablesOf(FIRST_QUALITY);
        avutil.av_opt_set(context.priv_data(), "huffman", "default", 0); // optimal: 1-3 % smaller for 6-16 % more time
        int code = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
        if (code < 0) {
            throw PictureEncodingException.failed("opening the JPEG encoder", code);
        }
    }

    private void describe(Size size) {
        context.width(size.width()).height(size.height());
        context.pix_fmt(avutil.AV_PIX_FMT_YUV420P).color_range(avutil.AVCOL_RANGE_JPEG);
        context.time_base().num(1).den(1);
        context.sample_aspect_ratio().num(1).den(1); // without it there is no JFIF header
        // Exact: no comment with the encoder's version in every picture.
        context.flags(avcodec.AV_CODEC_FLAG_QSCALE | avcodec.AV_CODEC_FLAG_BITEXACT);
        context.global_quality(NEUTRAL_SCALE);
        context.thread_count(1); // slices save no CPU, and pictures of many sessions run in parallel anyway
    }

    /** Fills the tables in place: the encoder reads them anew for each picture. */
    private void useTablesOf(int quality) {
        if (quality != tablesOf) {
            context.intra_matrix().put(QuantizationTables.luma(quality));
            context.chroma_intra_matrix().put(QuantizationTables.chroma(quality));
            tablesOf = quality;
        }
    }

    /** Memory for a table, which the context will free. */
    private static ShortPointer table() {
        Pointer memory = avutil.av_malloc(TABLE_BYTES);
        if (memory == null) {
            throw PictureEncodingException.outOfMemory("a quantization table");
        }
        return new ShortPointer(memory);
    }
}
