// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The columns of a table that hold sealed texts, or null. All names are ours: they go into statements as they are.
 *
 * @param table its name
 * @param id the column that is its primary key
 * @param columns of the type {@code VARCHAR}, without a limit
 */
public record SecretColumns(String table, String id, List<String> columns) {

    /** Copies the list. */
    public SecretColumns {
        columns = List.copyOf(columns);
    }

    /** The rows with anything that the parameter, a pattern of {@code LIKE}, does not match. */
    String selectUnlike() {
        return "SELECT " + id + ", " + String.join(", ", columns) + " FROM " + table + " WHERE "
                + columns.stream()
                        .map(column -> "(" + column + " IS NOT NULL AND " + column + " NOT LIKE :pattern)")
                        .collect(Collectors.joining(" OR "));
    }

    /** Sets {@code :new_<column>} where all is {@code :old_<column>} still, in the row {@code :id}. */
    String swap() {
        return "UPDATE " + table + " SET "
                + columns.stream().map(column -> column + " = :new_" + column).collect(Collectors.joining(", "))
                + " WHERE " + id + " = :id AND "
                + columns.stream()
                        .map(column -> column + " IS NOT DISTINCT FROM :old_" + column)
                        .collect(Collectors.joining(" AND "));
    }
}
