// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import com.sun.jna.Memory;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** libjpeg-turbo through its TurboJPEG API: baseline, 4:2:0, standard Huffman tables. */
final class TurboJpeg implements Compressor {

    private static final int SUBSAMPLING_420 = 2;
    private static final int NO_REALLOC = 1024;
    private static final int ACCURATE_DCT = 4096;

    /** Where the arguments that the library takes by address lie: three addresses, three strides, address, size. */
    private static final int STRIDES = 24;

    private static final int BUFFER = 40;
    private static final int SIZE = 48;
    private static final int ARGUMENT_BYTES = 56;

    private final NativeFrame frame;
    private final long handle;
    private final Memory file;
    private final Memory arguments = new Memory(ARGUMENT_BYTES);

    TurboJpeg(NativeFrame frame) {
        this.frame = frame;
        Size size = frame.size();
        file = new Memory(TurboJpegNatives.tjBufSize(size.width(), size.height(), SUBSAMPLING_420));
        handle = TurboJpegNatives.tjInitCompress();
        if (handle == 0) {
            file.close();
            arguments.close();
            throw PictureEncodingException.outOfMemory("TurboJPEG");
        }
        AVFrame planes = frame.frame();
        for (int i = 0; i < 3; i++) {
            arguments.setLong((long) i * Long.BYTES, planes.data(i).address());
            arguments.setInt(STRIDES + (long) i * Integer.BYTES, planes.linesize(i));
        }
    }

    /** Says whether the library can be loaded here. Loads it if so; may block. */
    static boolean isPresent() {
        return Binding.DONE;
    }

    @Override
    public byte[] compress(int quality) {
        long address = com.sun.jna.Pointer.nativeValue(arguments);
        arguments.setPointer(BUFFER, file);
        arguments.setLong(SIZE, file.size()); // in: room, out: length
        int code = TurboJpegNatives.tjCompressFromYUVPlanes(
                handle,
                address,
                frame.size().width(),
                address + STRIDES,
                frame.size().height(),
                SUBSAMPLING_420,
                address + BUFFER,
                address + SIZE,
                quality,
                NO_REALLOC | ACCURATE_DCT);
        if (code != 0) {
            throw PictureEncodingException.refused(TurboJpegNatives.tjGetErrorStr2(handle));
        }
        return file.getByteArray(0, (int) arguments.getLong(SIZE));
    }

    @Override
    public void close() {
        TurboJpegNatives.tjDestroy(handle);
        file.close();
        arguments.close();
    }

    /** Binds once, by way of the class loader's lock. */
    private static final class Binding {

        static final boolean DONE = bind();

        private static boolean bind() {
            try {
                TurboJpegNatives.bind();
                return true;
            } catch (LinkageError missing) {
                return false;
            }
        }
    }
}
