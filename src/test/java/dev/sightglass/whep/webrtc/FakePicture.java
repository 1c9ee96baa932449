// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrameBuffer;
import java.nio.ByteBuffer;

/** A decoder's picture without native memory, which counts its releases. */
final class FakePicture implements I420Buffer {
    private final int width;
    private final int height;
    boolean broken;
    int released;

    FakePicture(int width, int height) {
        this.width = width;
        this.height = height;
    }

    @Override
    public int getWidth() {
        return width;
    }

    @Override
    public int getHeight() {
        return height;
    }

    @Override
    public ByteBuffer getDataY() {
        if (broken) {
            throw new OutOfMemoryError("broken");
        }
        return ByteBuffer.allocateDirect(width * height);
    }

    @Override
    public ByteBuffer getDataU() {
        return ByteBuffer.allocateDirect(width * height);
    }

    @Override
    public ByteBuffer getDataV() {
        return ByteBuffer.allocateDirect(width * height);
    }

    @Override
    public int getStrideY() {
        return width;
    }

    @Override
    public int getStrideU() {
        return width;
    }

    @Override
    public int getStrideV() {
        return width;
    }

    @Override
    public I420Buffer toI420() {
        return this;
    }

    @Override
    public VideoFrameBuffer cropAndScale(int x, int y, int cropWidth, int cropHeight, int toWidth, int toHeight) {
        throw new UnsupportedOperationException("a fake");
    }

    @Override
    public void retain() {
        throw new UnsupportedOperationException("a fake");
    }

    @Override
    public void release() {
        released++;
    }
}
