// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns the decoder's pictures into frames and hands them to a slot. Called by one native thread at a time; does nothing else, since
 * libwebrtc queues without bound behind a slow sink.
 */
final class FrameSink implements VideoTrackSink {
    /**
     * What all sinks share.
     *
     * @param nanoTime the clock of ages, {@link System#nanoTime()}
     * @param clock the wall clock, for display
     */
    record Context(MediaStatistics statistics, LongSupplier nanoTime, Clock clock) {}

    private final Context context;
    private final KeyframeGate gate;
    private final PictureFormat limit;
    private final PeerConnectionListener listener;
    private final CallbackGuard guard;
    private volatile long epoch;
    private long sequence;
    private final SizeChanges sizes = new SizeChanges();
    private @Nullable MediaFault told;

    /**
     * Makes a sink for one connection.
     *
     * @param limit largest picture accepted, lying or standing
     * @param listener told the epoch after the first frame is in the slot, and of pictures that are dropped; must only hand over
     */
    FrameSink(Context context, FrameSlot slot, PictureFormat limit, PeerConnectionListener listener) {
        this.context = context;
        this.gate = new KeyframeGate(slot, context.statistics(), listener::firstFrame);
        this.limit = limit;
        this.listener = listener;
        this.guard = new CallbackGuard(context.statistics());
    }

    /** Sets the epoch of all frames to come; before the answer is applied, hence before the first frame. */
    void begin(long newEpoch) {
        epoch = newEpoch;
    }

    /** Through which all frames go to the slot. */
    KeyframeGate gate() {
        return gate;
    }

    @Override
    public void onVideoFrame(VideoFrame video) {
        try {
            accept(video);
        } catch (Throwable failure) {
            guard.swallow("onVideoFrame", failure);
        }
    }

    private void accept(VideoFrame video) {
        context.statistics().decoded();
        Frame frame = frame(video);
        if (frame == null) {
            video.release();
            drop(MediaFault.PICTURE_TOO_LARGE);
            return;
        }
        context.statistics().frameTaken();
        if (!sizes.allows(frame.width(), frame.height(), frame.stamp().decodedAtNanos())) {
            frame.release();
            drop(MediaFault.SIZE_CHANGES);
            return;
        }
        sequence++;
        gate.pass(frame);
    }

    /** Drops it; the connection will be closed for it, but not within this callback. */
    private void drop(MediaFault fault) {
        context.statistics()
                .drop(fault == MediaFault.PICTURE_TOO_LARGE ? DropReason.OVERSIZE : DropReason.SIZE_CHANGES);
        if (told != fault) {
            told = fault;
            listener.faulty(fault);
        }
    }

    /** Makes a frame that owns {@code video}, or returns null if it is too large; if it throws, {@code video} is released. */
    private @Nullable Frame frame(VideoFrame video) {
        try {
            PictureFormat format = new PictureFormat(
                    video.buffer.getWidth(), video.buffer.getHeight(), Math.floorMod(video.rotation, 360));
            return format.fits(limit.width(), limit.height()) && video.buffer instanceof I420Buffer i420
                    ? frame(video, i420, format)
                    : null;
        } catch (Throwable failure) {
            video.release();
            throw failure;
        }
    }

    private Frame frame(VideoFrame video, I420Buffer i420, PictureFormat format) {
        FrameStamp stamp = new FrameStamp(
                epoch,
                sequence + 1,
                context.nanoTime().getAsLong(),
                context.clock().instant());
        I420Planes planes = new I420Planes(
                i420.getDataY(),
                i420.getDataU(),
                i420.getDataV(),
                i420.getStrideY(),
                i420.getStrideU(),
                i420.getStrideV());
        MediaStatistics statistics = context.statistics();
        return new Frame(stamp, format, planes, () -> {
            video.release();
            statistics.frameFreed();
        });
    }
}
