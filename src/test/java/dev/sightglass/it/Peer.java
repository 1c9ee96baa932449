// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A WHEP endpoint of third parties, as a process: {@code peers/README.md} says what it can do. */
public final class Peer implements AutoCloseable {

    /** Where the programs are. */
    static final Path FOLDER = Workplace.PROJECT.resolve("peers");

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(20);

    private final ChildProcess process;
    private final Http http = new Http();
    private final JsonNode ready;

    private Peer(Program program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("node", program.script));
        command.addAll(arguments);
        this.process = new ChildProcess("peer", FOLDER, Workplace.newFolder("peer"), Map.of(), command);
        process.awaitReady(
                START_LIMIT, () -> process.standardOutput().lines().anyMatch(line -> line.contains("\"ready\"")));
        this.ready = Http.json(process.standardOutput().lines().findFirst().orElseThrow());
    }

    /** The programs under {@code peers/}. */
    public enum Program {
        WERIFT("werift-whep.mjs", List.of("gst-launch-1.0")),
        WERIFT_BEHIND_TURN("werift-whep.mjs", List.of("gst-launch-1.0", "turnserver")),
        HOSTILE("hostile-whep.mjs", List.of("gst-launch-1.0")),
        CHROMIUM("chromium-whep.mjs", List.of("chromium")),
        RELAY("whip-to-whep.mjs", List.of()),
        EXAMPLES("typescript-example.mjs", List.of("python3"));

        private final String script;
        private final List<String> executables;

        Program(String script, List<String> executables) {
            this.script = script;
            this.executables = executables;
        }

        /** What it starts besides node. */
        List<String> executables() {
            return executables;
        }
    }

    /** A werift peer; arguments as on its command line. */
    static Peer werift(String... arguments) {
        return new Peer(Program.WERIFT, List.of(arguments));
    }

    /** A werift peer that sends what its control {@code bomb} says. */
    static Peer hostile() {
        return new Peer(Program.HOSTILE, List.of());
    }

    /** A Chromium peer; arguments as on its command line. */
    static Peer chromium(String... arguments) {
        return new Peer(Program.CHROMIUM, List.of(arguments));
    }

    /** A server that takes video by WHIP and gives it to viewers by WHEP; its URLs have {@code {ref}} in their path. */
    static Peer relay() {
        return new Peer(Program.RELAY, List.of());
    }

    /** Its WHEP endpoint URL. */
    String whepUrl() {
        return ready.get("whepUrl").textValue();
    }

    /** Its WHIP endpoint URL. */
    String whipUrl() {
        return ready.get("whipUrl").textValue();
    }

    /** A WHEP endpoint URL whose path is a secret that can be searched for in logs. */
    String secretWhepUrl() {
        return whepUrl() + "-" + Canaries.PATH;
    }

    int port() {
        return ready.get("port").intValue();
    }

    /** Replaces all controls before it. */
    void control(Map<String, ?> control) {
        Http.Answer answer = http.send(Http.request(at("/control")).POST(BodyPublishers.ofString(Http.text(control))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Back to good behaviour. */
    void behave() {
        control(Map.of());
    }

    Stats stats() {
        JsonNode stats = http.send(Http.request(at("/stats"))).json();
        List<Request> requests = new ArrayList<>();
        stats.get("requests").forEach(request -> requests.add(Http.value(request, Request.class)));
        return new Stats(
                stats.get("open").intValue(),
                stats.get("created").intValue(),
                stats.get("deleted").intValue(),
                stats.get("plis").intValue(),
                requests);
    }

    /** Waits until no WHEP session is left, each one ended by DELETE. */
    void awaitAllDeleted() {
        await("the peer's sessions are all deleted").atMost(ApiClient.PATIENCE).untilAsserted(() -> {
            Stats now = stats();
            assertThat(now.open()).as("open of %s", now).isZero();
            assertThat(now.deleted()).as("deleted of %s", now).isEqualTo(now.created());
        });
    }

    /**
     * What it counted.
     *
     * @param open WHEP sessions that exist now
     * @param created WHEP sessions ever made
     * @param deleted WHEP sessions that ended by DELETE
     * @param plis keyframe requests, FIR included
     * @param requests the last 50 WHEP requests
     */
    record Stats(int open, int created, int deleted, int plis, List<Request> requests) {}

    /**
     * One WHEP request.
     *
     * @param path with the query
     * @param host that it was sent to
     * @param authorization {@code present} or {@code absent}
     * @param status of the answer; 0 when there was none
     */
    record Request(String method, String path, String host, String authorization, int status) {}

    /** Kills it without a chance to say goodbye to anybody. */
    void kill() {
        process.kill();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.closeInput();
            if (!process.awaitExit(EXIT_LIMIT)) {
                process.kill();
            }
        }
    }
}
