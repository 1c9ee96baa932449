// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import dev.sightglass.access.workspace.WorkspaceException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values that a property may have, by their names on the wire; case matters.
 *
 * @param field name of the property
 * @param allowed what it may be
 * @param <E> type of the values
 */
record Choices<E extends Enum<E>>(String field, List<E> allowed) {

    @SafeVarargs
    static <E extends Enum<E>> Choices<E> of(String field, E... allowed) {
        return new Choices<>(field, List.of(allowed));
    }

    /** @throws WorkspaceException {@code INVALID_INPUT} naming the property if there is no such value */
    E named(@Nullable String name) {
        return allowed.stream()
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(this::refusal);
    }

    WorkspaceException refusal() {
        return WorkspaceException.field(
                field, allowed.stream().map(Enum::name).collect(Collectors.joining(", ", "one of ", "")));
    }
}
