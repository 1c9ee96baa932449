// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import dev.onvoid.webrtc.PeerConnectionFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open viewers, at most eight. Draws the card only while there is one, and lets go of those that vanished without a
 * DELETE. Safe for concurrent use.
 */
final class Viewers implements AutoCloseable {
    static final int MOST = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Viewers.class);
    private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);

    /** Not connected for so long, a viewer will not come back; it would POST anew. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PeerConnectionFactory factory;
    private final CardSource source;
    private final LongSupplier nanoTime;
    private final Map<String, Viewer> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService sweeping =
            Executors.newSingleThreadScheduledExecutor(DemoThreads.named("demo-camera-sweep"));

    Viewers(PeerConnectionFactory factory, CardSource source, LongSupplier nanoTime) {
        this.factory = factory;
        this.source = source;
        this.nanoTime = nanoTime;
        long periodMs = SWEEP_PERIOD.toMillis();
        ScheduledFuture<?> unused =
                sweeping.scheduleWithFixedDelay(this::sweep, periodMs, periodMs, TimeUnit.MILLISECONDS);
    }

    /**
     * A viewer that was let in.
     *
     * @param id names its WHEP session
     * @param answer SDP for the viewer
     */
    record Admission(String id, String answer) {}

    /**
     * Lets a viewer in, or returns empty when all places are taken.
     *
     * @throws RefusedOfferException if the offer cannot be answered
     */
    Optional<Admission> admit(String offer) {
        String id = UUID.randomUUID().toString();
        Viewer viewer = enter(id);
        if (viewer == null) {
            return Optional.empty();
        }
        try {
            Admission admission = new Admission(id, viewer.answer(offer, source.track()));
            LOG.info("demo viewer={} joined, watching={}", shortened(id), open.size());
            return Optional.of(admission);
        } catch (RuntimeException e) {
            dismiss(id);
            throw e;
        }
    }

    /** Closes a viewer; false if there is none of this id. */
    boolean dismiss(String id) {
        Viewer viewer = leave(id);
        if (viewer == null) {
            return false;
        }
        viewer.close();
        LOG.info("demo viewer={} left, watching={}", shortened(id), open.size());
        return true;
    }

    /** Takes a place if there is one; in one step with drawing, or the last to leave could stop the card for the next. */
    private synchronized @Nullable Viewer enter(String id) {
        if (open.size() >= MOST) {
            return null;
        }
        Viewer viewer = new Viewer(factory, nanoTime);
        open.put(id, viewer);
        source.resume();
        return viewer;
    }

    private synchronized @Nullable Viewer leave(String id) {
        Viewer viewer = open.remove(id);
        if (open.isEmpty()) {
            source.pause();
        }
        return viewer;
    }

    int count() {
        return open.size();
    }

    /** Enough to follow a viewer through the log, too little to end its session. */
    private static String shortened(String id) {
        return id.substring(0, 8);
    }

    private void sweep() {
        try {
            open.forEach((id, viewer) -> {
                if (viewer.isGone(PATIENCE)) {
                    dismiss(id);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("demo viewers could not be swept", e);
        }
    }

    /** Closes all viewers. */
    @Override
    public void close() {
        DemoThreads.end(sweeping);
        open.keySet().forEach(this::dismiss);
    }
}
