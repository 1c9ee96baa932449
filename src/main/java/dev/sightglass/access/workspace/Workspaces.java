// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightglass.access.NotAuthorizedException;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.consistency.DataStore;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The workspaces: makes, finds and changes them. Safe for concurrent use. What another process changed is seen by
 * {@link #recall} and {@link #coverage} within five seconds, by everything else at once.
 */
public final class Workspaces {
    private final WorkspaceRepository repository;
    private final RecentWorkspaces recent;
    private final Clock clock;

    Workspaces(WorkspaceRepository repository, DataStore store, Ticker ticker, Clock clock) {
        this.repository = repository;
        this.recent = new RecentWorkspaces(repository, store, ticker);
        this.clock = clock;
    }

    /** Workspaces in a database that has our tables; they outlive the process. */
    public static Workspaces stored(DataStore store, Clock clock) {
        return new Workspaces(new JdbcWorkspaces(store.database()), store, Ticker.systemTicker(), clock);
    }

    /** The same as the only ones who use that database's {@link DataStore}. */
    public static Workspaces stored(DataSource dataSource, Clock clock) {
        return stored(DataStore.of(dataSource), clock);
    }

    /** Sees to it that there is the workspace {@code default}; one that there is stays as it is. */
    public void addDefault() {
        String id = ConfiguredWorkspace.DEFAULT;
        ConfiguredWorkspace both = new ConfiguredWorkspace(id, id, "Default", EnumSet.allOf(WorkspaceRole.class), null);
        written(id, () -> repository.add(both, clock.instant()));
    }

    /**
     * Makes a workspace what the settings say, or adds it.
     *
     * @throws WorkspaceException {@code CONFLICT} if another one has its slug
     */
    public void configure(ConfiguredWorkspace workspace) {
        // Added by another process in between, it is there to be configured.
        boolean done = written(
                workspace.id(),
                () -> repository.configure(workspace)
                        || repository.add(workspace, clock.instant())
                        || repository.configure(workspace));
        if (!done) {
            throw WorkspaceException.slugTaken();
        }
    }

    /**
     * Adds a workspace under a new id, OFFLINE and without coverage.
     *
     * @throws WorkspaceException {@code CONFLICT} if another one has its slug
     */
    public Workspace create(NewWorkspace wish) {
        String id = UUID.randomUUID().toString();
        ConfiguredWorkspace workspace = new ConfiguredWorkspace(id, wish.slug(), wish.name(), wish.roles(), null);
        if (!written(id, () -> repository.add(workspace, clock.instant()))) {
            throw WorkspaceException.slugTaken();
        }
        return find(id);
    }

    /**
     * The workspace as it is now.
     *
     * @throws WorkspaceException {@code WORKSPACE_NOT_FOUND} if there is none
     */
    public Workspace find(String id) {
        return repository.find(id).orElseThrow(WorkspaceException::notFound);
    }

    /**
     * The workspace as it was at most five seconds ago, mostly without a query: for what hardly changes, such as name and
     * roles. Empty if there is none.
     */
    public Optional<Workspace> recall(String id) {
        return recall(id, null);
    }

    /** As {@link #recall(String)}, yet not as it was before that token, if there is one. */
    public Optional<Workspace> recall(String id, @Nullable ConsistencyToken token) {
        return recent.find(id, token);
    }

    /** The coarse circles of operators that are ONLINE or BUSY, at most five seconds old. */
    public List<CoverageArea> coverage() {
        return recent.coverage();
    }

    /**
     * Changes a workspace and answers with what it is then.
     *
     * @throws WorkspaceException {@code WORKSPACE_NOT_FOUND} if there is none; {@code INVALID_INPUT} if it would be ONLINE
     *     without a whole coverage circle
     * @throws NotAuthorizedException if it is no supplier, yet its availability was to change
     */
    public Workspace change(String id, WorkspaceChange change) {
        if (!written(id, () -> repository.change(id, change, clock.instant()))) {
            throw refusal(id, change.availability() != null, WorkspaceException::coverageRequired);
        }
        return find(id);
    }

    /**
     * Notes a heartbeat and answers with the workspace. Its coverage circle stays as it was set.
     *
     * @throws WorkspaceException {@code WORKSPACE_NOT_FOUND} if there is none; {@code CONFLICT} if the sequence is not
     *     greater than that of every heartbeat before
     * @throws NotAuthorizedException if it is no supplier
     */
    public Workspace heartbeat(String id, Heartbeat heartbeat) {
        // Nothing that is remembered here changes by it, so operators that beat do not empty the caches.
        if (!repository.heartbeat(id, heartbeat, clock.instant())) {
            throw refusal(id, true, WorkspaceException::sequence);
        }
        return find(id);
    }

    /** Why a statement found no row to change. Read afterwards, only to say why. */
    private RuntimeException refusal(String id, boolean suppliersOnly, Supplier<RuntimeException> otherwise) {
        Workspace workspace = find(id);
        return suppliersOnly && !workspace.has(WorkspaceRole.SUPPLIER)
                ? new NotAuthorizedException("workspace:notSupplier")
                : otherwise.get();
    }

    private boolean written(String id, BooleanSupplier write) {
        try {
            return write.getAsBoolean();
        } finally {
            recent.forget(id);
        }
    }
}
