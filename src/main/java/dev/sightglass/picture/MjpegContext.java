// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * FFmpeg's mjpeg encoder: baseline, 4:2:0, standard Huffman tables. Its quantization tables are libjpeg's but for the first
 * entry (the mean of a block), which the encoder fixes at 8, one grey level.
 */
final class MjpegContext implements Compressor {

    private static final int TABLE_BYTES = 64 * Short.BYTES;

    /** The encoder multiplies its tables by the scale and divides by 8, so this takes them as they are. */
    private static final int NEUTRAL_SCALE = 8 * avutil.FF_QP2LAMBDA;

    /** The tables must be in order when the encoder opens. */
    private static final int FIRST_QUALITY = 80;

    private final NativeFrame frame;
    private final CodecContext codec;
    private int tablesOf = FIRST_QUALITY; // the quality they were made for

    MjpegContext(NativeFrame frame) {
        this.frame = frame;
        codec = new CodecContext("mjpeg", frame, MjpegContext::set);
    }

    @Override
    public byte[] compress(int quality) {
        if (quality != tablesOf) {
            fillTables(codec.context(), quality); // in place: the encoder reads them anew for each picture
            tablesOf = quality;
        }
        frame.frame().quality(NEUTRAL_SCALE);
        return codec.encode(frame.frame());
    }

    @Override
    public void close() {
        codec.close(); // and the tables with it
    }

    private static void set(AVCodecContext context) {
        context.flags(context.flags() | avcodec.AV_CODEC_FLAG_QSCALE);
        context.global_quality(NEUTRAL_SCALE);
        context.intra_matrix(table());
        context.chroma_intra_matrix(table());
        fillTables(context, FIRST_QUALITY);
        avutil.av_opt_set(context.priv_data(), "huffman", "default", 0); // optimal: 1-3 % smaller for 6-16 % more time
    }

    private static void fillTables(AVCodecContext context, int quality) {
        context.intra_matrix().put(QuantizationTables.luma(quality));
        context.chroma_intra_matrix().put(QuantizationTables.chroma(quality));
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
