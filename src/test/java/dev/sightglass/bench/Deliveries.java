// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.bench;

import dev.sightglass.session.FeedSignals;
import dev.sightglass.session.FeedUrl;
import dev.sightglass.session.Price;
import dev.sightglass.session.RequestSession;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionLimits;
import dev.sightglass.session.Sessions;
import dev.sightglass.session.VideoInput;
import dev.sightglass.webhook.FeedPlans;
import dev.sightglass.webhook.InputEvent;
import dev.sightglass.webhook.InputEvents;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Prints what events of an input come to when they are delivered in order and when they are delivered repeatedly, again and
 * shuffled: the signals that are stored, and the seconds that the session is charged for. The number of shuffled deliveries may
 * be given as first argument.
 */
public final class Deliveries {
    /** Each event is delivered some three times. */
    private static final int REPEATED = 3;

    private static final int SESSION_SECONDS = 3600;
    private static final Instant START = Instant.parse("2026-05-13T12:00:00Z");
    private static final Instant END = START.plusSeconds(SESSION_SECONDS);

    private final Sessions sessions;
    private final InputEvents events;
    private final JdbcClient jdbc;
    private final Random random = new Random(20260513);

    private Deliveries(DataSource database) {
        Clock clock = Clock.fixed(END, ZoneOffset.UTC);
        SessionLimits limits = new SessionLimits(Duration.ofHours(1), 2 * SESSION_SECONDS, 100, Duration.ofHours(1));
        this.sessions = Sessions.stored(database, clock, limits, session -> {});
        this.events = new InputEvents(
                sessions,
                FeedSignals.stored(database),
                new FeedPlans(List.of(), List.of(), null),
                new InputEvents.Terms(clock, SESSION_SECONDS));
        this.jdbc = JdbcClient.create(database);
    }

    public static void main(String[] arguments) throws Exception {
        int deliveries = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        System.out.println("| database | delivered | deliveries | events | signals stored | clean seconds of "
                + SESSION_SECONDS + " | time, s |");
        System.out.println("|---|---|---|---|---|---|---|");
        boolean same = true;
        for (Databases kind : Databases.values()) {
            try (Databases.Database database = kind.start()) {
                same &= new Deliveries(database.connections()).run(kind.label, deliveries);
            }
        }
        System.exit(same ? 0 : 1);
    }

    private boolean run(String database, int deliveries) {
        List<InputEvent> inOrder = eventsInOrder(deliveries / REPEATED);
        List<InputEvent> shuffled = new ArrayList<>(inOrder);
        while (shuffled.size() < deliveries) {
            shuffled.add(inOrder.get(random.nextInt(inOrder.size())));
        }
        Collections.shuffle(shuffled, random);
        Result expected = deliver(database, "in-order", inOrder);
        Result got = deliver(database, "shuffled", shuffled);
        return expected.equals(got);
    }

    /** Moments to the nanosecond, some before the session's first frame, several now and then at the same one. */
    private List<InputEvent> eventsInOrder(int count) {
        InputEvent.Kind[] kinds = InputEvent.Kind.values();
        Duration step = Duration.ofSeconds(SESSION_SECONDS + 600).dividedBy(count);
        List<InputEvent> inOrder = new ArrayList<>();
        Instant at = START.minusSeconds(300);
        while (inOrder.size() < count) {
            at = random.nextInt(10) == 0 ? at : at.plus(step).plusNanos(random.nextInt(1000));
            inOrder.add(new InputEvent("", kinds[random.nextInt(kinds.length)], at));
        }
        return inOrder;
    }

    private record Result(List<String> signals, int cleanSeconds, long chargedMicroUsdc) {}

    private Result deliver(String database, String input, List<InputEvent> deliveries) {
        UUID id = openLive(input);
        long begun = System.nanoTime();
        deliveries.forEach(event -> events.record(new InputEvent(input, event.kind(), event.updatedAt())));
        double seconds = (System.nanoTime() - begun) / 1e9;
        Session ended = sessions.end(id);
        List<String> signals = jdbc.sql(
                        "SELECT kind, at_nanos FROM feed_events WHERE subject = ? ORDER BY at_nanos, kind")
                .param(input)
                .query((row, number) -> row.getString(1) + row.getLong(2))
                .list();
        System.out.printf(
                "| %s | %s | %d | %d | %d | %d | %.1f |%n",
                database,
                input,
                deliveries.size(),
                deliveries.stream().distinct().count(),
                signals.size(),
                ended.cleanSeconds(),
                seconds);
        return new Result(signals, ended.cleanSeconds(), ended.course().chargedMicroUsdc());
    }

    private UUID openLive(String input) {
        RequestSession wish = new RequestSession("consumer", 47.5, 8.5, 2 * SESSION_SECONDS, null, null);
        UUID id = sessions.request(wish, new Price(100)).id();
        sessions.assignments().accept(id, "operator-" + input);
        FeedUrl url = FeedUrl.of(URI.create("https://video.example/" + input));
        sessions.start(id, new VideoInput(input, url, url, null));
        return sessions.live(id, START).orElseThrow().id();
    }
}
