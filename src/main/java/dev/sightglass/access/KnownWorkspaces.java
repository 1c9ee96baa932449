// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import dev.sightglass.consistency.ConsistencyToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What access has to know of workspaces. Safe for concurrent use; may ask a database. */
@FunctionalInterface
public interface KnownWorkspaces {

    /**
     * The workspace of that id; empty if there is none, or none any more.
     *
     * @param token a moment before which nothing that was read counts, or null for the last seconds
     */
    Optional<Name> find(String id, @Nullable ConsistencyToken token);

    /** Of the one workspace that there always is. */
    static KnownWorkspaces onlyDefault() {
        Name only = new Name(BootstrapKey.WORKSPACE, BootstrapKey.WORKSPACE, "Default");
        return (id, token) -> id.equals(only.id()) ? Optional.of(only) : Optional.empty();
    }

    /**
     * What a workspace is called.
     *
     * @param id its id
     * @param slug short name for URLs, unique
     * @param name name for people
     */
    record Name(String id, String slug, String name) {}
}
