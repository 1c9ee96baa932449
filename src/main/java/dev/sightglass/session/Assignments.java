// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who operates which session. An operator has one at a time: assigning a session and engaging its operator, and closing it and
 * releasing the operator, are one statement each. Safe for concurrent use.
 */
public final class Assignments {
    private static final Logger LOG = LoggerFactory.getLogger(Assignments.class);

    private final Steps steps;
    private final SessionRepository repository;
    private final Suppliers suppliers;

    Assignments(Steps steps, Suppliers suppliers) {
        this.steps = steps;
        this.repository = steps.repository();
        this.suppliers = suppliers;
    }

    /**
     * Assigns a REQUESTED session to the workspace that wants it, its consumer not excepted.
     *
     * @return the session, ASSIGNED
     * @throws SessionNotFoundException if there is none
     * @throws InvalidStateException if it is not REQUESTED, be it that another workspace was faster
     * @throws WorkspaceBusyException if the workspace operates another session
     */
    public Session accept(UUID id, String operatorWorkspaceId) {
        Session session = steps.find(id, SessionState.REQUESTED);
        return switch (repository.assign(id, operatorWorkspaceId)) {
            case DONE -> assigned(session, operatorWorkspaceId);
            case LOST -> throw steps.refusal(id);
            case BUSY -> throw new WorkspaceBusyException();
        };
    }

    /**
     * Assigns a REQUESTED session to the supplier that is ONLINE, not BUSY, in reach of the place that was asked for, and
     * longest idle; to the next one if another session takes that one first.
     *
     * @return the session, ASSIGNED
     * @throws SessionNotFoundException if there is none
     * @throws InvalidStateException if it is not REQUESTED (any more)
     * @throws NoCoverageException if there is no such supplier; the session stays REQUESTED
     */
    public Session dispatch(UUID id) {
        Session session = steps.find(id, SessionState.REQUESTED);
        double lat = Objects.requireNonNull(session.terms().requestedLat());
        double lng = Objects.requireNonNull(session.terms().requestedLng());
        for (String operator : suppliers.inReachOf(lat, lng)) {
            Assignment assignment = repository.assignOnline(id, operator);
            if (assignment == Assignment.DONE) {
                return assigned(session, operator);
            }
            if (assignment == Assignment.LOST) {
                // Either the session is taken, and this says so, or the supplier has just gone offline.
                steps.find(id, SessionState.REQUESTED);
            }
        }
        throw new NoCoverageException();
    }

    /**
     * Cancels every ASSIGNED session that the workspace operates; those that saw a frame go on. Each one for itself: after a
     * crash midway a second call does the rest.
     *
     * @return the sessions that this call cancelled, oldest first
     */
    public List<Session> cancelAll(String operatorWorkspaceId) {
        return repository.assignedTo(operatorWorkspaceId).stream()
                .flatMap(session -> steps.cancel(session.id()).stream())
                .toList();
    }

    /** Whether the workspace operates a session that was asked for: then it is BUSY. */
    public boolean isEngaged(String workspaceId) {
        return !engaged(List.of(workspaceId)).isEmpty();
    }

    /** Those of the workspaces that are BUSY. */
    public Set<String> engaged(Collection<String> workspaceIds) {
        return suppliers.engaged(workspaceIds);
    }

    private static Session assigned(Session session, String operator) {
        LOG.info("event=session-assigned session={} operator={}", session.id(), operator);
        return session.assigned(operator);
    }
}
