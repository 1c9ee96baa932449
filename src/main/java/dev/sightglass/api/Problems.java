// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.platform.ContractException;
import dev.sightglass.snapshot.FrameNotAvailableException;
import dev.sightglass.snapshot.SnapshotUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** The one place where an exception becomes an HTTP status. What it does not know is a 500 that tells nothing, and is logged. */
public final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** Seconds that a poll should wait where a picture may come soon. */
    private static final int SOON = 1;

    private Problems() {}

    /** What the caller is told of a failure. */
    public static Problem of(Throwable failure) {
        if (failure instanceof FrameNotAvailableException e) {
            return Problem.of(ErrorCode.FRAME_NOT_AVAILABLE, e.reason().label()).retryAfter(SOON);
        }
        if (failure instanceof SnapshotUnavailableException e) {
            // One line per poll that got no picture; what lies behind it is for whoever turns debug on.
            if (!e.isOfWaiting()) {
                log.warn("event=no-snapshot reason={} cause={}", e.label(), String.valueOf(e.getCause()));
            }
            log.debug("event=no-snapshot", e);
            return Problem.of(ErrorCode.UNAVAILABLE, e.label()).retryAfter(SOON);
        }
        if (failure instanceof ContractException e) {
            return new Problem(ErrorCode.valueOf(e.code()), e.detail(), e.hint(), e.retryAfterSeconds());
        }
        return ofServer(failure);
    }

    private static Problem ofServer(Throwable failure) {
        if (failure instanceof DataAccessException || failure instanceof TransactionException) {
            return ofDatabase(failure);
        }
        log.error("event=unexpected-error", failure);
        return Problem.of(ErrorCode.INTERNAL_SERVER_ERROR, "request:unexpected");
    }

    /** A database that is away may come back; anything else is a fault of ours. Messages may quote a row, so they are not logged. */
    private static Problem ofDatabase(Throwable failure) {
        log.error("event=database-error error={}", failure.getClass().getName());
        boolean away = failure instanceof TransientDataAccessException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransactionException;
        return away
                ? Problem.of(ErrorCode.UNAVAILABLE, "database:unavailable").retryAfter(SOON)
                : Problem.of(ErrorCode.DATABASE_ERROR, "database:error");
    }
}
