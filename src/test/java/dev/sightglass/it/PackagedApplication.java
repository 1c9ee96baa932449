// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged jar as a process of its own, in an empty working directory, on free ports, known to be ready. Uses the JDK that runs the
 * tests.
 */
final class PackagedApplication implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    /** What the application promises for SIGTERM. */
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(10);

    private static final Map<String, String> LOOPBACK = Map.of(
            "SIGHTGLASS_ACCESS_BOOTSTRAP_KEY", Canaries.KEY,
            "SIGHTGLASS_INGEST_ALLOWED_HOSTS", "127.0.0.1,127.0.0.2",
            "SIGHTGLASS_INGEST_ALLOW_PRIVATE_ADDRESSES", "true",
            "SIGHTGLASS_INGEST_CONNECT_TIMEOUT", "3s",
            "SIGHTGLASS_INGEST_RECONNECT_MAX_DELAY", "2s");

    private final ChildProcess process;
    private final Http http = new Http();
    private final URI base;
    private final URI management;

    /**
     * Starts the application from the jar as {@link UnpackedJar} has it.
     *
     * @param environment variables, besides the ports
     * @param settings {@code --name=value} arguments
     */
    PackagedApplication(Map<String, String> environment, String... settings) {
        this(UnpackedJar.path(), environment, settings);
    }

    private PackagedApplication(Path jar, Map<String, String> environment, String... settings) {
        int port = freePort();
        int managementPort = freePort();
        this.base = URI.create("http://127.0.0.1:" + port);
        this.management = URI.create("http://127.0.0.1:" + managementPort);
        Map<String, String> all = new HashMap<>(environment);
        all.put("SERVER_PORT", Integer.toString(port));
        all.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        // Tests open feeds as fast as they can, on a machine that peers and other tests use too.
        all.putIfAbsent("SIGHTGLASS_INGEST_MAX_CPU", "0");
        this.process = new ChildProcess(
                "sightglass",
                Workplace.newFolder("work"),
                Workplace.newFolder("sightglass"),
                all,
                command(jar, settings));
        process.awaitReady(START_LIMIT, this::isReady);
    }

    /** The application with {@link Canaries#KEY} and feeds allowed on 127.0.0.1 and 127.0.0.2, quick to try again. */
    static PackagedApplication onLoopback(String... settings) {
        return new PackagedApplication(LOOPBACK, settings);
    }

    /** The same from the one file that the build makes. */
    static PackagedApplication onLoopbackInOneFile() {
        return new PackagedApplication(UnpackedJar.PACKAGED, LOOPBACK);
    }

    /** A client with {@link Canaries#KEY}. */
    ApiClient client() {
        return new ApiClient(base, Canaries.KEY);
    }

    URI base() {
        return base;
    }

    ChildProcess process() {
        return process;
    }

    /** All that it printed so far. */
    String output() {
        return process.output();
    }

    /** The sum of a metric's values over all its labels, 0 if it has none. */
    double metric(String name) {
        return metric(name, "");
    }

    /** The same over the values with that label only, written {@code state="live"}. */
    double metric(String name, String label) {
        return observed("/observe/metrics")
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What a path of the management port answers. */
    String observed(String path) {
        return http.send(Http.request(management.resolve(path))).text();
    }

    /** Waits until no feed holds anything native: no frame, no peer connection. */
    void awaitNothingHeld() {
        await("no native frame and no peer connection")
                .atMost(ApiClient.PATIENCE)
                .untilAsserted(() -> {
                    assertThat(metric("sightglass_frames_held"))
                            .as("frames held")
                            .isZero();
                    assertThat(metric("sightglass_whep_peer_connections"))
                            .as("peer connections")
                            .isZero();
                });
    }

    /** Fails if a secret that tests hand in was printed. */
    void assertKeepsSecrets() {
        String output = output();
        for (String secret : Canaries.ALL) {
            assertThat(output.lines().filter(line -> line.contains(secret)))
                    .as("printed lines with %s", secret)
                    .isEmpty();
        }
    }

    /** Ends it by SIGTERM; fails if it takes longer than it promises. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        process.terminate();
        boolean gone = process.awaitExit(EXIT_LIMIT);
        if (!gone) {
            process.kill();
        }
        assertThat(gone)
                .as("exit within %s of SIGTERM; it printed:%n%s", EXIT_LIMIT, output())
                .isTrue();
    }

    private boolean isReady() {
        try {
            return http.send(Http.request(management.resolve("/observe/health/ready")))
                            .status()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static List<String> command(Path jar, String... settings) {
        List<String> command = new ArrayList<>(List.of(Workplace.JAVA));
        // Most live for seconds: the optimising compiler would cost them more than they do themselves.
        String option = System.getProperty("sightglass.jvm-option");
        if (option != null) {
            command.add(option);
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(settings));
        return command;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
