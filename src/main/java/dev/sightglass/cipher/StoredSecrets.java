// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * All sealed columns of a database. At the start of a process, before anything is read, they are brought under its key: what an
 * earlier version left plain, and what a former key sealed. Several processes may do so at once.
 */
public final class StoredSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSecrets.class);

    private final DataSource database;
    private final JdbcClient jdbc;
    private final DataCipher cipher;
    private final List<SecretColumns> tables;
    private final NotedKey noted;

    public StoredSecrets(DataSource database, DataCipher cipher, List<SecretColumns> tables) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.cipher = cipher;
        this.tables = tables;
        this.noted = new NotedKey(jdbc, cipher);
    }

    /** A row that the current key did not seal, or not all of it. */
    private record Row(SecretColumns table, Object id, Map<String, @Nullable String> texts) {
        Place place(String column) {
            return new Place(table.table(), column, id.toString());
        }

        boolean isPlain() {
            return texts.values().stream().anyMatch(text -> text != null && DataCipher.keyIdOf(text) == null);
        }

        /** Keeps what is plain out of whatever prints a row. */
        @Override
        public String toString() {
            return "Row[table=" + table.table() + ", id=" + id + "]";
        }
    }

    /**
     * Seals everything by the current key. Changes nothing where a key is missing.
     *
     * @param forgetLost gives up what no key opens, in place of the exception
     * @return whether connections that were made before are of no use any more, since the file was written anew
     * @throws LostDataKeyException if the database, or anything in it, is under a key that is not known
     */
    public boolean bringUnderKey(boolean forgetLost) {
        List<Row> rows = tables.stream().flatMap(table -> find(table).stream()).toList();
        if (!forgetLost) {
            rows.forEach(this::checkKeys);
        }
        boolean first = noted.settle(forgetLost);
        int sealed = rows.stream().mapToInt(row -> reseal(row, forgetLost)).sum();
        if (sealed > 0) {
            LOG.info("event=secrets-sealed rows={} key={}", sealed, cipher.currentId());
        }
        // Plain though the key is noted: a start that was killed in between.
        boolean traces = rows.stream().anyMatch(Row::isPlain) || (first && holdsRows());
        return traces && eraseTraces();
    }

    private boolean holdsRows() {
        return tables.stream()
                .anyMatch(table -> jdbc.sql("SELECT COUNT(*) FROM " + table.table())
                                .query(Long.class)
                                .single()
                        > 0);
    }

    private boolean eraseTraces() {
        try {
            return PlainTraces.erase(database);
        } catch (SQLException e) {
            LOG.warn("event=plain-secrets-not-erased error={}", e.getErrorCode());
            return false;
        }
    }

    private List<Row> find(SecretColumns table) {
        return jdbc.sql(table.selectUnlike())
                .param("pattern", DataCipher.header(cipher.currentId()) + "%")
                .query((row, number) -> read(table, row))
                .list();
    }

    private static Row read(SecretColumns table, ResultSet row) throws SQLException {
        Map<String, @Nullable String> texts = new HashMap<>();
        for (String column : table.columns()) {
            texts.put(column, row.getString(column));
        }
        return new Row(table, row.getObject(table.id()), texts);
    }

    private void checkKeys(Row row) {
        for (String text : row.texts().values()) {
            String keyId = text == null ? null : DataCipher.keyIdOf(text);
            if (keyId != null && !cipher.knows(keyId)) {
                throw new LostDataKeyException(keyId);
            }
        }
    }

    /** 1, or 0 if somebody else changed the row meanwhile, who sealed it. */
    private int reseal(Row row, boolean forgetLost) {
        StatementSpec statement = jdbc.sql(row.table().swap()).param("id", row.id());
        for (String column : row.table().columns()) {
            String text = row.texts().get(column);
            statement = statement
                    .param("old_" + column, text)
                    .param("new_" + column, text == null ? null : resealed(row.place(column), text, forgetLost));
        }
        return statement.update();
    }

    /** What cannot be opened, since somebody changed it, stays as it is where it is not to be forgotten. */
    private @Nullable String resealed(Place place, String text, boolean forgetLost) {
        if (DataCipher.keyIdOf(text) == null) {
            return cipher.seal(place, text);
        }
        try {
            return cipher.seal(place, cipher.open(place, text));
        } catch (UnreadableSecretException e) {
            LOG.warn(
                    "event=secret-unreadable table={} row={} reason={} forgotten={}",
                    place.table(),
                    place.row(),
                    e.reason(),
                    forgetLost);
            return forgetLost ? null : text;
        }
    }
}
