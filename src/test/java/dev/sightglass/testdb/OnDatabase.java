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
    private static final List<String> TABLES = List.of("sessions", "session_openers", "api_keys");

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
        TABLES.forEach(table -> jdbc.sql("DELETE FROM " + table).update());
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
