// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Encodes pictures on the calling thread, for any number of threads. At most {@code contexts} pictures are
 * encoded at a time; each set of native contexts is kept and used again for pictures of the same shape, and replaced
 * where shapes change.
 */
public final class PictureEncoder implements AutoCloseable {

    /** Far above what any queue of encodes should take, and below what a client waits for an answer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Sizes, crops and formats in use at once beyond the usual ones; another one costs up to 0.4 ms to open. */
    private static final int SPARE_BENCHES = 6;

    /** Enough for the compiler to notice the loops over samples. */
    private static final int WARM_UP_PICTURES = 8;

    private final int contexts;
    private final Duration longestWait;
    private final Semaphore permits;
    private final BenchPool benches;
    private final Fitting fitting = new Fitting();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final LongAdder refused = new LongAdder();

    /**
     * Makes an encoder and encodes a few small pictures with it, so that a failure shows now and the first picture that
     * somebody waits for does not pay for loading. Blocks meanwhile.
     *
     * @param contexts how many pictures may be encoded at once, at least 1; as many as cores is enough. Each, and each of
     *     six more that are kept for other sizes, holds about 9 MB of native memory for 1920x1080 pictures
     * @param jpeg what compresses JPEGs
     * @throws PictureNativesMissingException if native libraries cannot be loaded
     * @throws PictureEncodingException if an encoder fails
     */
    public PictureEncoder(int contexts, JpegLibrary jpeg) {
        this(contexts, jpeg, new Semaphore(Math.max(1, contexts), true), LONGEST_WAIT);
        warmUp();
    }

    /** The permits are those to encode, {@code contexts} of them. */
    PictureEncoder(int contexts, JpegLibrary jpeg, Semaphore permits, Duration longestWait) {
        if (contexts < 1) {
            throw new IllegalArgumentException("contexts must be 1 or more, was " + contexts);
        }
        PictureNatives.load();
        jpeg.load();
        this.contexts = contexts;
        this.longestWait = longestWait;
        this.permits = permits;
        this.benches = new BenchPool(contexts + SPARE_BENCHES, jpeg);
    }

    /**
     * Encodes one picture: cropped, scaled, its colours brought to those of the format, turned upright. Blocks the calling
     * thread, at most five seconds of them to wait for its turn. The picture's buffers must stay valid until it returns.
     *
     * @throws PictureTooLargeException if the picture is not {@link Picture#isEncodable(int, int) encodable}
     * @throws PictureDoesNotFitException if {@code maxBytes} is below what a tiny picture of the format takes
     * @throws PictureEncodingException if no context became free in time, the thread was interrupted, or FFmpeg failed
     * @throws IllegalArgumentException if the crop is not within the picture, or the result would be larger than it
     * @throws IllegalStateException after {@link #close()}
     */
    public EncodedPicture encode(Picture picture, PictureOptions options) {
        if (!Picture.isEncodable(picture.width(), picture.height())) {
            refused.increment();
            throw PictureTooLargeException.of(picture.width(), picture.height());
        }
        Crop crop = cropOf(picture, options);
        awaitTurn();
        try {
            List<Plane> planes = picture.planes(crop);
            Shape shape = Shape.of(picture, crop, options.format(), options.size());
            if (options.maxBytes() > 0) {
                return fitting.encode(
                        new FitMemory.Kind(shape, options.quality(), options.maxBytes()),
                        attempt -> encodeOnBench(shape.scaledTo(attempt.size()), planes, attempt.quality()));
            }
            byte[] bytes = encodeOnBench(shape, planes, options.quality());
            return new EncodedPicture(bytes, options.width(), options.height(), options.quality(), 1);
        } finally {
            permits.release();
            Reference.reachabilityFence(picture);
        }
    }

    /** How many pictures were refused for their size so far. */
    public long refused() {
        return refused.sum();
    }

    /** Waits for the encodes that run, then frees all native memory. Later calls do nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        permits.acquireUninterruptibly(contexts);
        benches.clear();
        permits.release(contexts); // so that those who waited meanwhile learn that it is closed
    }

    private void warmUp() {
        int width = 320;
        int height = 180;
        ByteBuffer samples = ByteBuffer.allocateDirect(width * height);
        Picture blank =
                new Picture(width, height, samples, width, samples, width / 2, samples, width / 2, 0, Colors.VIDEO);
        PictureOptions options = PictureOptions.jpeg(blank, 240, 80);
        for (int i = 0; i < WARM_UP_PICTURES; i++) {
            encode(blank, options);
        }
        benches.clear();
    }

    private static Crop cropOf(Picture picture, PictureOptions options) {
        Crop all = Crop.all(picture);
        Crop crop = options.crop() == null ? all : options.crop();
        if (!crop.isWithin(all.size())) {
            throw new IllegalArgumentException(crop + " is not within " + all.size());
        }
        if (options.width() > crop.width() || options.height() > crop.height()) {
            throw new IllegalArgumentException(options.size() + " is larger than " + crop);
        }
        return crop;
    }

    private void awaitTurn() {
        try {
            if (!permits.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw PictureEncodingException.busy(longestWait);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw PictureEncodingException.interrupted();
        }
        if (closed.get()) {
            permits.release();
            throw new IllegalStateException("the picture encoder is closed");
        }
    }

    /** Encodes on a bench of the shape, which is kept for the next picture unless it failed. */
    private byte[] encodeOnBench(Shape shape, List<Plane> planes, int quality) {
        Workbench bench = benches.take(shape);
        boolean trusted = false;
        try {
            byte[] bytes = bench.encode(planes, quality);
            trusted = true;
            return bytes;
        } finally {
            if (trusted) {
                benches.giveBack(bench);
            } else {
                benches.discard(bench);
            }
        }
    }
}
