// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * PostgreSQL 13 or newer, shared by any number of processes. A token is a transaction id, a read point the snapshot of a
 * statement before the read. What a statement sees, a later one on the same server sees too.
 */
final class PostgresStore implements DataStore {
    /** The cluster, in which transaction ids have their meaning, and the database in it. Neither travels with a dump. */
    private static final String IDENTITY = """
            SELECT (SELECT system_identifier FROM pg_control_system())::text || '/' || oid::text
            FROM pg_database WHERE datname = current_database()
            """;
    /** An id for a transaction of this statement alone; in one that writes it is the id of that write. */
    private static final String TRANSACTION = "SELECT pg_current_xact_id()::text";

    private static final String SNAPSHOT = "SELECT pg_current_snapshot()::text";
    private static final String HISTORY = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text, pg_is_in_recovery()";

    private final DataSource database;
    private final JdbcClient jdbc;
    private final long id;

    /** Every transaction id below has been assigned in this history: the highest that any statement of ours was told. */
    private final AtomicLong assignedBelow = new AtomicLong();

    private PostgresStore(DataSource database, long id) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.id = id;
    }

    static PostgresStore connect(DataSource database) {
        String identity =
                JdbcClient.create(database).sql(IDENTITY).query(String.class).single();
        return new PostgresStore(database, hash(identity));
    }

    @Override
    public DataSource database() {
        return database;
    }

    @Override
    public ConsistencyToken now() {
        long transaction =
                Long.parseLong(jdbc.sql(TRANSACTION).query(String.class).single());
        noteAssigned(transaction + 1);
        return new ConsistencyToken(id, transaction);
    }

    @Override
    public ConsistencyToken recognise(ConsistencyToken brought) {
        if (brought.store() != id) {
            return now();
        }
        return brought.mark() < assignedBelow.get() || isOfThisHistory(brought) ? brought : now();
    }

    @Override
    public ReadPoint point() {
        SnapshotPoint point =
                SnapshotPoint.parse(id, jdbc.sql(SNAPSHOT).query(String.class).single());
        noteAssigned(point.firstUnassigned());
        return point;
    }

    @Override
    public void doubt() {
        assignedBelow.set(0);
    }

    /**
     * Whether this server can know what a token names. One restored from a backup, or one that took over and had not
     * received everything, does not know the newest, and would keep whoever brings them waiting. A replica is not asked.
     */
    private boolean isOfThisHistory(ConsistencyToken brought) {
        return jdbc.sql(HISTORY)
                .query((row, number) -> {
                    long below = Long.parseLong(row.getString(1));
                    noteAssigned(below);
                    return brought.mark() < below || row.getBoolean(2);
                })
                .single();
    }

    private void noteAssigned(long below) {
        if (below > assignedBelow.get()) {
            assignedBelow.accumulateAndGet(below, Math::max);
        }
    }

    private static long hash(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
