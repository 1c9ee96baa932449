// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table of a test's own: numbers by id, each from 0 up. */
record Numbers(DataSource database) {
    private JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    void make(int count) {
        jdbc().sql("CREATE TABLE IF NOT EXISTS numbers_of_test (id INTEGER PRIMARY KEY, number BIGINT NOT NULL)")
                .update();
        for (int id = 0; id < count; id++) {
            jdbc().sql("INSERT INTO numbers_of_test (id, number) VALUES (?, 0)")
                    .param(id)
                    .update();
        }
    }

    void drop() {
        jdbc().sql("DROP TABLE numbers_of_test").update();
    }

    /** Adds 1 and tells the sum; part of the calling thread's transaction, if there is one. */
    long raise(int id) {
        jdbc().sql("UPDATE numbers_of_test SET number = number + 1 WHERE id = ?")
                .param(id)
                .update();
        return jdbc().sql("SELECT number FROM numbers_of_test WHERE id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    Optional<Long> read(int id) {
        return jdbc().sql("SELECT number FROM numbers_of_test WHERE id = ?")
                .param(id)
                .query(Long.class)
                .optional();
    }
}
