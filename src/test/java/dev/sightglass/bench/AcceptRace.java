// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.bench;

import dev.sightglass.session.InvalidStateException;
import dev.sightglass.session.Price;
import dev.sightglass.session.RequestSession;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionLimits;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Prints how often fifty workspaces that accept one session at the same moment end in anything but one winner, whose session it is
 * in the database as well. The number of rounds may be given as first argument.
 */
public final class AcceptRace {
    private static final int CALLERS = 50;
    private static final int PATIENCE_SECONDS = 60;

    private final ExecutorService threads;
    private final Sessions sessions;
    private final JdbcClient jdbc;

    private AcceptRace(DataSource database, ExecutorService threads) {
        SessionLimits limits = new SessionLimits(Duration.ofHours(1), 3600, 100, Duration.ofHours(1));
        this.threads = threads;
        this.sessions = Sessions.stored(database, Clock.systemUTC(), limits, session -> {});
        this.jdbc = JdbcClient.create(database);
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        System.out.println("| database | rounds | accepts at a time | rounds with other than one winner | time, s |");
        System.out.println("|---|---|---|---|---|");
        int wrong = 0;
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            for (Databases kind : Databases.values()) {
                try (Databases.Database database = kind.start()) {
                    wrong += new AcceptRace(database.connections(), threads).run(kind.label, rounds);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        System.exit(wrong == 0 ? 0 : 1);
    }

    private int run(String database, int rounds) throws Exception {
        int wrong = 0;
        long begun = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            UUID id = sessions.request(new RequestSession("consumer", 47.5, 8.5, 60, null, null), new Price(100))
                    .id();
            if (!hasOneWinner(id, "operator-" + round + "-")) {
                wrong++;
            }
            sessions.cancel(id);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("| %s | %d | %d | %d | %.1f |%n", database, rounds, CALLERS, wrong, seconds);
        return wrong;
    }

    private boolean hasOneWinner(UUID id, String prefix) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        List<Future<List<Session>>> calls = new ArrayList<>();
        for (int each = 0; each < CALLERS; each++) {
            String operator = prefix + each;
            calls.add(threads.submit(() -> {
                start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return accepted(id, operator);
            }));
        }
        List<Session> won = new ArrayList<>();
        for (Future<List<Session>> call : calls) {
            won.addAll(call.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return won.size() == 1 && isStored(won.get(0));
    }

    /** Empty for a loser, who has to be told why. Any other failure ends the program. */
    private List<Session> accepted(UUID id, String operator) {
        try {
            return List.of(sessions.assignments().accept(id, operator));
        } catch (InvalidStateException lost) {
            return List.of();
        }
    }

    private boolean isStored(Session session) {
        return jdbc.sql("SELECT operator_workspace_id FROM sessions WHERE id = ? AND state = ?")
                .params(session.id(), SessionState.ASSIGNED.name())
                .query(String.class)
                .single()
                .equals(session.operatorWorkspaceId());
    }
}
