// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The id of the key by which the processes of a database seal, which stands in the one row of {@code data_keys}. */
final class NotedKey {
    private final JdbcClient jdbc;
    private final DataCipher cipher;

    NotedKey(JdbcClient jdbc, DataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /**
     * Notes the current key, if the database has none yet or one that this process knows.
     *
     * @param replaceUnknown notes it in any case
     * @return whether the database had none
     * @throws LostDataKeyException if it has one that this process does not know
     */
    boolean settle(boolean replaceUnknown) {
        boolean first = insert();
        if (!first) {
            String noted =
                    jdbc.sql("SELECT key_id FROM data_keys").query(String.class).single();
            if (!replaceUnknown && !cipher.knows(noted)) {
                throw new LostDataKeyException(noted);
            }
            jdbc.sql("UPDATE data_keys SET key_id = ?")
                    .param(cipher.currentId())
                    .update();
        }
        return first;
    }

    /** Of two processes that start on an empty database, one is first. */
    private boolean insert() {
        try {
            jdbc.sql("INSERT INTO data_keys (single_row, key_id) VALUES (1, ?)")
                    .param(cipher.currentId())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
