// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How many connections were closed that their clients would have kept open. Safe for concurrent use. */
public final class ClosedConnections {

    private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

    public ClosedConnections() {
        for (Reason reason : Reason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    /** Why a connection was closed. */
    public enum Reason {
        /** Its client's address had as many as one may have. */
        ADDRESS,
        /** The head of a request took too long to arrive. */
        HEAD,
        /** The body of a request took too long to arrive. */
        BODY,
        /** It was idle while hardly any connection was left for others. */
        IDLE
    }

    void add(Reason reason) {
        of(reason).increment();
    }

    /** How many until now. */
    public long count(Reason reason) {
        return of(reason).sum();
    }

    private LongAdder of(Reason reason) {
        return Objects.requireNonNull(counts.get(reason));
    }
}
