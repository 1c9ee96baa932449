// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import dev.sightglass.api.UnavailableException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The readers that there are: no more than allowed, and each told when its session is over or the process goes. Safe for concurrent use. */
public final class StreamEnds {

    private static final Logger log = LoggerFactory.getLogger(StreamEnds.class);

    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /** @param most readers at the same time */
    public StreamEnds(int most) {
        this.most = most;
    }

    /** One who reads a session. */
    interface Reader {

        UUID sessionId();

        /** Whether whoever reads may still read. May ask a database. */
        boolean isWelcome();

        /** What it reads is over. May be called twice; does not block. */
        void over();

        /** There is something new to read. Does not block. */
        void more();
    }

    /**
     * Takes a place, which {@link #leave} gives back.
     *
     * @throws UnavailableException if all are taken
     */
    void reserve() {
        if (open.incrementAndGet() > most || closing) {
            open.decrementAndGet();
            throw new UnavailableException("stream:tooManyViewers");
        }
    }

    void enter(Reader reader) {
        readers.add(reader);
        if (closing) {
            reader.over();
        }
    }

    void leave(Reader reader) {
        readers.remove(reader);
        open.decrementAndGet();
    }

    /** The session is over, and so is what its readers read. */
    public void closed(UUID sessionId) {
        for (Reader reader : readers) {
            if (reader.sessionId().equals(sessionId)) {
                reader.over();
            }
        }
    }

    /** Ends those who may not read any more; one about whom nothing can be said now goes on. */
    void endUnwelcome() {
        for (Reader reader : readers) {
            if (!isWelcome(reader)) {
                reader.over();
            }
        }
    }

    private static boolean isWelcome(Reader reader) {
        try {
            return reader.isWelcome();
        } catch (RuntimeException e) {
            log.debug("could not ask whether a reader may go on", e);
            return true;
        }
    }

    /** There is something new to read of a session. */
    void wake(UUID sessionId) {
        for (Reader reader : readers) {
            if (reader.sessionId().equals(sessionId)) {
                reader.more();
            }
        }
    }

    /** Ends all; from now on nobody comes in. */
    public void closeAll() {
        closing = true;
        readers.forEach(Reader::over);
    }

    /** Readers at this moment. */
    public int count() {
        return open.get();
    }
}
