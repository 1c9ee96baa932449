// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * A database that this process has to itself: H2. Counts tokens: each is raised after its write committed, a read point taken before
 * its read begins, so a read that knew of a token began after what it names.
 */
final class LocalStore implements DataStore {
    private final DataSource database;
    private final long id;
    private final AtomicLong tokens = new AtomicLong();

    LocalStore(DataSource database, long id) {
        this.database = database;
        this.id = id;
    }

    @Override
    public DataSource database() {
        return database;
    }

    @Override
    public ConsistencyToken now() {
        return new ConsistencyToken(id, tokens.incrementAndGet());
    }

    @Override
    public ConsistencyToken recognise(ConsistencyToken brought) {
        return brought.store() == id && brought.mark() <= tokens.get() ? brought : now();
    }

    @Override
    public ReadPoint point() {
        long known = tokens.get();
        return token -> token.store() == id && token.mark() <= known;
    }

    @Override
    public void doubt() {
        // The count is our own: there is nothing to be mistaken about.
    }
}
