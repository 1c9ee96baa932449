// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The functions of TurboJPEG's C API (2.0) that we call, by JNA's direct mapping. Pointers are addresses: every platform that
 * has the library under this name has 64 bits.
 */
final class TurboJpegNatives {

    private static final String LIBRARY = "libturbojpeg.so.0";

    private TurboJpegNatives() {}

    /** Binds the functions; throws a {@link LinkageError} if the library or one of them is missing. */
    static void bind() {
        Native.register(TurboJpegNatives.class, NativeLibrary.getInstance(LIBRARY));
    }

    static native long tjInitCompress();

    static native int tjDestroy(long handle);

    static native long tjBufSize(int width, int height, int subsampling);

    /** Takes the addresses of three plane addresses, three strides, the buffer's address and its size. */
    @SuppressWarnings("TooManyParameters") // the C function's
    static native int tjCompressFromYUVPlanes(
            long handle,
            long planes,
            int width,
            long strides,
            int height,
            int subsampling,
            long buffer,
            long size,
            int quality,
            int flags);

    static native String tjGetErrorStr2(long handle);
}
