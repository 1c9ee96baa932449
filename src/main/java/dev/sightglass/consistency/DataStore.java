// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import java.sql.DatabaseMetaData;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * A database with a history that tokens and reads refer to. There is one per database in a process: on H2 two would not know each
 * other's tokens. Safe for concurrent use.
 */
public interface DataStore {
    /** Where the statements go. */
    DataSource database();

    /**
     * A token of this moment: covered by every read that begins from now on, by none that has begun. So it names every write
     * that has committed. To be called outside of transactions; one statement on PostgreSQL.
     */
    ConsistencyToken now();

    /**
     * The token to go by for one that a request brought: itself if it is of this store, else one of this moment, since what a
     * stranger's token promises is unknown and only a fresh read can keep it. No statement for one of this store that a
     * read of this process already covered.
     */
    ConsistencyToken recognise(ConsistencyToken brought);

    /** What a read that begins now sees at least; one statement on PostgreSQL. */
    ReadPoint point();

    /** Takes note that reads do not show what a recognised token names, so that the history may be another than was thought. */
    void doubt();

    /**
     * The store behind a data source.
     *
     * @throws IllegalArgumentException if it is neither PostgreSQL nor H2
     */
    static DataStore of(DataSource database) {
        String product = product(database);
        return switch (product) {
            case "PostgreSQL" -> PostgresStore.connect(database);
            // Random per process: a token of an earlier one is a stranger's.
            case "H2" -> new LocalStore(database, UUID.randomUUID().getLeastSignificantBits());
            default -> throw new IllegalArgumentException("consistency tokens need PostgreSQL or H2, not " + product);
        };
    }

    private static String product(DataSource database) {
        try {
            return JdbcUtils.extractDatabaseMetaData(database, DatabaseMetaData::getDatabaseProductName);
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException("the database does not say what it is", e);
        }
    }
}
