// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.testdb;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Tests on a PostgreSQL that is started on a free port. As root it runs in a user namespace, since it refuses to be root. */
public final class OnPostgres extends OnDatabase {
    /** A cluster is made first, on a machine that may be busy. */
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    @Override
    Database start() {
        try {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.builder().setPGStartupWait(START_LIMIT).start();
            return new Database(
                    connections(postgres.getJdbcUrl("postgres", "postgres"), "postgres"), () -> close(postgres));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
