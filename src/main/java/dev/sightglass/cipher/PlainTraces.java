// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What is left in a database's file of rows that were changed. */
final class PlainTraces {
    /** H2 2.x: the database is closed, or being closed. */
    private static final int CLOSED = 90098;

    private static final int CLOSED_ALREADY = 90121;

    private PlainTraces() {}

    /**
     * Writes an H2 file anew without what was replaced, which takes every connection away; a PostgreSQL does it by
     * {@code VACUUM FULL}, which is its owner's to decide.
     *
     * @return whether connections are gone
     */
    static boolean erase(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!connection.getMetaData().getURL().startsWith("jdbc:h2:file:")) {
                return false;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN COMPACT");
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != CLOSED && e.getErrorCode() != CLOSED_ALREADY) {
                throw e;
            }
        }
        return true;
    }
}
