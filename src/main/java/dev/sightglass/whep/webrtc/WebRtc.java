// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native WebRTC library, loaded. All instances share one factory per process; it goes when the last instance is closed. Closing
 * one first closes the peer connections that it opened.
 */
public final class WebRtc implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebRtc.class);
    /** For the connections: one closes in some 10 ms, and a process that is told to end has few seconds. */
    private static final int CLOSE_SECONDS = 2;
    /** For calls under way, afterwards; 3 s in all. */
    private static final int CALLS_SECONDS = 1;

    private final NativeFactory natives;
    private final boolean freesConnections;
    private final MediaStatistics statistics = new MediaStatistics();
    private final ExecutorService calls = Executors.newFixedThreadPool(2, named("whep-native"));
    private final ExecutorService closes = Executors.newFixedThreadPool(2, named("whep-close"));
    private final MallocTrim trim = MallocTrim.on(closes);
    private final Set<PeerConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private WebRtc(NativeFactory natives, boolean freesConnections) {
        this.natives = natives;
        this.freesConnections = freesConnections;
    }

    /**
     * Loads the library unless it is loaded.
     *
     * @throws WebRtcUnavailableException if that fails; its message says what to install
     */
    public static WebRtc open() {
        return open(true);
    }

    /**
     * As {@link #open()}.
     *
     * @param freesConnections whether the native memory of closed connections is given back, for which webrtc-java has no call; see
     *     {@link NativeReference}
     */
    public static WebRtc open(boolean freesConnections) {
        return new WebRtc(NativeFactory.acquire(), freesConnections);
    }

    /** The process's factory; do not dispose of it. */
    public PeerConnectionFactory factory() {
        return natives.factory();
    }

    /** Counters of all peer connections opened here. */
    public MediaStatistics statistics() {
        return statistics;
    }

    /**
     * Opens a peer connection that receives video into {@code slot}. Returns at once; native work happens on an own executor.
     *
     * @throws IllegalStateException if this is closed
     */
    public PeerConnection connect(PeerConnectionOptions options, FrameSlot slot, PeerConnectionListener listener) {
        if (closed.get()) {
            throw new IllegalStateException("WebRTC is closed");
        }
        FrameSink.Context context = new FrameSink.Context(statistics, System::nanoTime, Clock.systemUTC());
        FrameSink sink = new FrameSink(context, slot, options.limit(), listener);
        PeerConnection connection = new PeerConnection(this, options, sink, listener);
        open.add(connection);
        return connection;
    }

    /** Closes what is open, waiting at most three seconds, then gives the factory back. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        CompletableFuture<?>[] closing = open.stream()
                .map(connection -> connection.close().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(closing)
                    .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                    .join();
            closes.shutdown();
            calls.shutdown();
            if (calls.awaitTermination(CALLS_SECONDS, TimeUnit.SECONDS) && open.isEmpty()) {
                natives.release();
            } else {
                LOG.warn("event=webrtc-left-open connections={}", open.size());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    NativeFactory natives() {
        return natives;
    }

    boolean freesConnections() {
        return freesConnections;
    }

    ExecutorService calls() {
        return calls;
    }

    ExecutorService closes() {
        return closes;
    }

    /** It has closed, and its memory was given back if that is to be. */
    void forget(PeerConnection connection) {
        open.remove(connection);
        if (freesConnections) {
            trim.connectionEnded();
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName(name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
