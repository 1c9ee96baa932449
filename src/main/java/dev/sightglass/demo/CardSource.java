// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one video track that all viewers share, and the thread that draws the test card into it. It draws only between
 * {@link #resume()} and {@link #pause()}. Owns the native source and track. Safe for concurrent use.
 */
final class CardSource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CardSource.class);

    private final CustomVideoSource source = new CustomVideoSource();
    private final VideoTrack track;
    private final TestCard card;
    private final DemoSettings settings;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService drawing =
            Executors.newSingleThreadScheduledExecutor(DemoThreads.named("demo-camera-draw"));

    private @Nullable ScheduledFuture<?> ticking;
    private long counter;

    CardSource(PeerConnectionFactory factory, DemoSettings settings, Clock clock, LongSupplier nanoTime) {
        this.track = factory.createVideoTrack("test-card", source);
        this.card = new TestCard(settings.width(), settings.height(), clock);
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /** The track to add to a viewer's peer connection. It remains ours. */
    VideoTrack track() {
        return track;
    }

    /** Draws from now on; has no effect while drawing. */
    synchronized void resume() {
        if (ticking == null && !drawing.isShutdown()) {
            long periodNs = TimeUnit.SECONDS.toNanos(1) / settings.fps();
            ticking = drawing.scheduleAtFixedRate(this::drawGuarded, 0, periodNs, TimeUnit.NANOSECONDS);
        }
    }

    /** Draws no more until resumed; the frame counter goes on from where it is. */
    synchronized void pause() {
        if (ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
    }

    /** An exception would end the schedule for good, without a word. */
    private void drawGuarded() {
        try {
            draw();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("demo frame={} could not be drawn", counter, e);
        }
    }

    private void draw() {
        NativeI420Buffer buffer = NativeI420Buffer.allocate(settings.width(), settings.height());
        VideoFrame frame = new VideoFrame(buffer, nanoTime.getAsLong());
        try {
            card.draw(planesOf(buffer), counter++);
            source.pushFrame(frame);
        } finally {
            // The encoders hold references of their own; ours would leak the whole picture.
            frame.release();
        }
    }

    private static I420Planes planesOf(NativeI420Buffer buffer) {
        return new I420Planes(
                buffer.getDataY(),
                buffer.getStrideY(),
                buffer.getDataU(),
                buffer.getStrideU(),
                buffer.getDataV(),
                buffer.getStrideV());
    }

    /** Ends drawing, then gives the native track and source back. Call it after the last viewer was closed. */
    @Override
    public void close() {
        pause();
        DemoThreads.end(drawing);
        disposeQuietly(track::dispose);
        disposeQuietly(source::dispose);
    }

    /** webrtc-java 0.14.0 never releases a closed peer connection, which may still hold the track: then it refuses. */
    private static void disposeQuietly(Runnable disposal) {
        try {
            disposal.run();
        } catch (RuntimeException | Error e) {
            LOG.debug("demo source was not fully released: {}", e.getMessage());
        }
    }
}
