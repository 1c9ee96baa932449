// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.BootstrapKey;
import dev.sightglass.demo.DemoCamera;
import dev.sightglass.platform.AccessSettings;
import dev.sightglass.platform.Console;
import dev.sightglass.session.FeedSource;
import dev.sightglass.session.OpenSession;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Opens one session on the test camera and says how to look at it, once there is something to see. */
final class DemoSession implements AutoCloseable {

    private static final int LOOK_EVERY_MS = 50;

    private final Feed feed;
    private final Sessions sessions;
    private final ProducerTemplate camel;
    private final Notice notice;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor();

    DemoSession(Feed feed, Sessions sessions, ProducerTemplate camel, Notice notice) {
        this.feed = feed;
        this.sessions = sessions;
        this.camel = camel;
        this.notice = notice;
    }

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        feed.camera().start();
        Session session = sessions.open(new OpenSession(
                BootstrapKey.WORKSPACE,
                FeedSource.of(feed.camera().whepUrl(), null),
                feed.longestSeconds(),
                null,
                null,
                null));
        camel.sendBody("direct:start-feed", session);
        watcher.scheduleWithFixedDelay(() -> printOnceLive(session.id()), 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void printOnceLive(UUID id) {
        SessionState state = sessions.find(id).state();
        if (state == SessionState.LIVE) {
            notice.live(id);
        }
        if (state != SessionState.ASSIGNED) {
            watcher.shutdown();
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }

    /**
     * What to look at.
     *
     * @param longestSeconds as long as a demo may run; then its session expires like any other
     */
    record Feed(DemoCamera camera, int longestSeconds) {}

    /** The lines that a new user copies from. */
    static final class Notice {

        private final BootstrapKey generated;
        private final AccessSettings configured;
        private final Environment environment;
        private final Console console;

        Notice(BootstrapKey generated, AccessSettings configured, Environment environment, Console console) {
            this.generated = generated;
            this.configured = configured;
            this.environment = environment;
            this.console = console;
        }

        /** Another database may hold a key of which only the hash is known. */
        private String knownKey() {
            return configured.bootstrapKey().isEmpty()
                    ? "$YOUR_API_KEY"
                    : configured.bootstrapKey().reveal();
        }

        void live(UUID id) {
            String base = "http://127.0.0.1:" + environment.getProperty("local.server.port") + "/api/v1";
            String key = generated.takePlaintext().orElseGet(this::knownKey);
            console.print(
                    "",
                    "Sightglass is looking at its built-in test camera. Look too:",
                    "",
                    "  curl -sS -o frame.jpg -H 'Authorization: Bearer " + key + "' " + base + "/sessions/" + id
                            + "/frame",
                    "",
                    "  base URL  " + base,
                    "  session   " + id,
                    "  API key   " + key,
                    "");
        }
    }
}
