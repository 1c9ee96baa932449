// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.sightglass.platform.DataLocation;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The two databases that the application runs on, empty, with its tables; a file of H2's, and a PostgreSQL of this process. */
enum Databases {
    H2("H2, file") {
        @Override
        Database start() throws IOException {
            Path folder = Files.createTempDirectory("sightglass-bench");
            return migrated(url(folder), "sa", () -> delete(folder));
        }
    },
    POSTGRESQL("PostgreSQL") {
        @Override
        Database start() throws IOException {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.builder().setPGStartupWait(START_LIMIT).start();
            return migrated(postgres.getJdbcUrl("postgres", "postgres"), "postgres", postgres);
        }
    };

    /** A cluster is made first, on a machine that may be busy. */
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    final String label;

    Databases(String label) {
        this.label = label;
    }

    abstract Database start() throws IOException;

    /** A running database, with as many connections as the application has by default. */
    record Database(HikariDataSource connections, AutoCloseable rest) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            connections.close();
            rest.close();
        }
    }

    /** As the application opens it. */
    private static String url(Path folder) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("bench", Map.of("sightglass.data-dir", folder.toString())));
        new DataLocation().postProcessEnvironment(environment, new SpringApplication());
        return environment.getRequiredProperty("spring.datasource.url");
    }

    private static Database migrated(String url, String user, AutoCloseable rest) {
        HikariDataSource connections = new HikariDataSource();
        connections.setJdbcUrl(url);
        connections.setUsername(user);
        connections.setPassword("");
        Flyway.configure().dataSource(connections).load().migrate();
        return new Database(connections, rest);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
