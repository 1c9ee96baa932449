// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the HTTP client throws into a {@link WhepException}, leaving its text behind: it may name the URL. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** Returns the first failure in {@code thrown}'s chain of causes that says something. */
    static WhepException translate(Throwable thrown) {
        for (Throwable failure = thrown; failure != null; failure = failure.getCause()) {
            if (failure instanceof WhepException whep) {
                return whep;
            }
        }
        for (Throwable failure = thrown; failure != null; failure = failure.getCause()) {
            if (failure instanceof TimeoutException) {
                return WhepException.of(WhepFailure.TIMEOUT);
            }
            if (failure instanceof MessageConstraintException) {
                return WhepException.of(WhepFailure.TOO_LARGE);
            }
            if (failure instanceof IOException
                    || failure instanceof HttpException
                    || failure instanceof IOReactorShutdownException) {
                return WhepException.of(WhepFailure.UNREACHABLE);
            }
        }
        LOG.warn("event=whep-local-failure type={}", thrown.getClass().getName());
        return WhepException.of(WhepFailure.LOCAL);
    }
}
