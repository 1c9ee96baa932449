// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import com.sun.net.httpserver.HttpServer;
import dev.onvoid.webrtc.PeerConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The built-in test camera: a WHEP server on 127.0.0.1 that sends the {@link TestCard} to at most eight viewers at a time.
 * It draws and encodes only while someone watches.
 *
 * <p>Media flows over the machine's network interfaces, because libwebrtc never uses loopback. Safe for concurrent use.
 */
public final class DemoCamera implements AutoCloseable {
    private static final int HTTP_THREADS = 2;

    private final Supplier<PeerConnectionFactory> factory;
    private final Clock clock;
    private final DemoSettings settings;
    private final LongSupplier nanoTime;
    private @Nullable Running running;

    /**
     * @param factory asked once, at the start; the factory remains the caller's and must outlive the camera
     * @param clock shown on the card
     * @param settings what to send and where to listen
     */
    public DemoCamera(Supplier<PeerConnectionFactory> factory, Clock clock, DemoSettings settings) {
        // Frames are stamped on the clock that libwebrtc uses itself: CLOCK_MONOTONIC.
        this(factory, clock, settings, System::nanoTime);
    }

    DemoCamera(Supplier<PeerConnectionFactory> factory, Clock clock, DemoSettings settings, LongSupplier nanoTime) {
        this.factory = factory;
        this.clock = clock;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /**
     * Starts to listen; has no effect on a camera that runs.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public synchronized void start() {
        if (running == null) {
            HttpServer server = bind(settings.port());
            PeerConnectionFactory peers = factory.get();
            CardSource source = new CardSource(peers, settings, clock, nanoTime);
            Viewers viewers = new Viewers(peers, source, nanoTime);
            ExecutorService http = Executors.newFixedThreadPool(HTTP_THREADS, DemoThreads.named("demo-camera-http"));
            server.setExecutor(http);
            server.createContext("/", new WhepHandler(viewers));
            server.start();
            running = new Running(server, http, viewers, source);
        }
    }

    /**
     * The camera's WHEP endpoint URL.
     *
     * @throws IllegalStateException if the camera does not run
     */
    public synchronized URI whepUrl() {
        if (running == null) {
            throw new IllegalStateException("The test camera is not started");
        }
        InetSocketAddress address = running.server().getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort() + WhepHandler.PATH);
    }

    /** How many WHEP sessions are open; 0 if the camera does not run. */
    public synchronized int openSessions() {
        return running == null ? 0 : running.viewers().count();
    }

    /** Stops to listen, closes all viewers, gives the native objects back. The camera can be started again. */
    @Override
    public synchronized void close() {
        if (running != null) {
            running.server().stop(0);
            DemoThreads.end(running.http());
            running.viewers().close();
            running.source().close();
            running = null;
        }
    }

    private record Running(HttpServer server, ExecutorService http, Viewers viewers, CardSource source) {}

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The test camera cannot listen on 127.0.0.1:" + port, e);
        }
    }
}
