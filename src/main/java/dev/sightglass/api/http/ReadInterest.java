// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Who is to see to what comes on a connection. Tomcat's poller looks away from a connection while a request is worked on, and has to be
 * woken up to look again: two system calls and a change of threads for each request. Here it goes on looking, because it has read
 * the request itself, so that there is nothing to be seen; it looks away only if something more comes before the answer is out.
 *
 * <p>One thread works on a connection at a time, and one polls: each step is safe between these two, and whoever closes.
 */
final class ReadInterest {

    private enum State {
        /** As Tomcat does it: whoever wants to know what comes registers for it. */
        USUAL,
        /** Between two requests, and the poller looks: what comes is for it to read. */
        WATCHED,
        /** The poller has read, somebody works on it, and the poller still looks. */
        TAKEN
    }

    /** What the poller does about something that has come. */
    enum Arrival {
        /** What it always does: looks away, and hands the connection over. */
        USUAL,
        /** Reads, and hands the connection over. */
        READ,
        /** Looks away; somebody works on the connection, and will register. */
        BUSY
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.USUAL);

    /** Something has come; on the poller's thread. */
    Arrival arrived() {
        if (state.compareAndSet(State.WATCHED, State.TAKEN)) {
            return Arrival.READ;
        }
        return state.compareAndSet(State.TAKEN, State.USUAL) ? Arrival.BUSY : Arrival.USUAL;
    }

    /** The poller, after {@link Arrival#READ}, has found nothing, or the end. */
    void foundNothing() {
        state.set(State.USUAL);
    }

    /** The connection waits for its next request. Returns whether the poller looks already; else it has to be told. */
    boolean idle() {
        if (state.compareAndSet(State.TAKEN, State.WATCHED)) {
            return true;
        }
        state.set(State.WATCHED);
        return false;
    }

    /** Whoever works on the connection is about to register for more of the same request. */
    void usual() {
        state.compareAndSet(State.TAKEN, State.USUAL);
    }

    /** Whether nobody works on the connection and the poller will not read from it any more, so that another thread may close it. */
    boolean retire() {
        return state.compareAndSet(State.WATCHED, State.USUAL) || state.get() == State.USUAL;
    }

    /** Whether somebody works on what the poller has read: until then no limit of reading holds. */
    boolean isTaken() {
        return state.get() == State.TAKEN;
    }
}
