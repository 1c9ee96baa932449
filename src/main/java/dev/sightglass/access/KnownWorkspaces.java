// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Optional;

/** What access has to know of workspaces. Safe for concurrent use; may ask a database. */
@FunctionalInterface
public interface KnownWorkspaces {

    /** The workspace of that id; empty if there is none, or none any more. */
    Optional<Name> find(String id);

    /** Of the one workspace that there always is. */
    static KnownWorkspaces onlyDefault() {
        Name only = new Name(BootstrapKey.WORKSPACE, BootstrapKey.WORKSPACE, "Default");
        return id -> id.equals(only.id()) ? Optional.of(only) : Optional.empty();
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
