// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.testdb;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Hands a test the {@link DataSource} that all tests of the run share, and empties its tables before each test method. */
abstract class OnDatabase implements ParameterResolver, BeforeEachCallback {
    /** A database without tables. */
    abstract Database start();

    /**
     * A running database.
     *
     * @param stop what ends it, after its connections are closed
     */
    record Database(HikariDataSource connections, Runnable stop) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            connections.close();
            stop.run();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DataSource.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return database(context).connections();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        JdbcClient jdbc = JdbcClient.create(database(context).connections());
        tablesOf(jdbc)
                .forEach(table -> jdbc.sql("DELETE FROM \"" + table + "\"").update());
    }

    /** Every table of ours, so that a new one needs no entry here; rows of one that refers to others go with theirs. */
    private static List<String> tablesOf(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT table_name FROM information_schema.tables
                        WHERE LOWER(table_schema) = 'public' AND table_type = 'BASE TABLE'
                            AND LOWER(table_name) <> 'flyway_schema_history'
                        """).query(String.class).list();
    }

    static HikariDataSource connections(String url, String user) {
        HikariDataSource connections = new HikariDataSource();
        connections.setJdbcUrl(url);
        connections.setUsername(user);
        connections.setPassword("");
        return connections;
    }

    private Database database(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(getClass()))
                .getOrComputeIfAbsent(getClass(), type -> migrated(), Database.class);
    }

    private Database migrated() {
        Database database = start();
        Flyway.configure().dataSource(database.connections()).load().migrate();
        return database;
    }
}
