// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.testing;

import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.sightglass.whep.webrtc.PictureFormat;
import java.nio.ByteBuffer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A moving grey picture at a fixed rate; its size can change, and it can fall silent. */
public final class TestCamera implements AutoCloseable {
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "test-camera"));
    private final CustomVideoSource source = new CustomVideoSource();
    private volatile PictureFormat format;
    private volatile boolean silent;
    private int count;

    /** Starts at once. */
    public TestCamera(int width, int height, int framesPerSecond) {
        format = new PictureFormat(width, height, 0);
        timer.scheduleAtFixedRate(this::push, 0, 1_000_000 / framesPerSecond, TimeUnit.MICROSECONDS);
    }

    /** What a publisher makes its track of. */
    public CustomVideoSource source() {
        return source;
    }

    /** Changes the size from the next frame on. */
    public void resize(int width, int height) {
        format = new PictureFormat(width, height, 0);
    }

    /** Changes the rotation that travels with the frames, in degrees. */
    public void rotate(int degrees) {
        format = new PictureFormat(format.width(), format.height(), degrees);
    }

    /** Stops or resumes sending pictures; the connection stays. */
    public void silence(boolean wanted) {
        silent = wanted;
    }

    @Override
    public void close() throws InterruptedException {
        timer.shutdown();
        timer.awaitTermination(5, TimeUnit.SECONDS);
    }

    private void push() {
        if (silent) {
            return;
        }
        PictureFormat now = format;
        NativeI420Buffer buffer = NativeI420Buffer.allocate(now.width(), now.height());
        fill(buffer.getDataY(), buffer.getStrideY(), count++);
        fillGrey(buffer.getDataU());
        fillGrey(buffer.getDataV());
        VideoFrame frame = new VideoFrame(buffer, now.rotation(), System.nanoTime());
        source.pushFrame(frame);
        frame.release();
    }

    private static void fill(ByteBuffer plane, int stride, int count) {
        for (int i = 0; i < plane.capacity(); i++) {
            plane.put(i, (byte) (16 + ((i % stride + i / stride + 4 * count) & 127)));
        }
    }

    private static void fillGrey(ByteBuffer plane) {
        for (int i = 0; i < plane.capacity(); i++) {
            plane.put(i, (byte) 128);
        }
    }
}
