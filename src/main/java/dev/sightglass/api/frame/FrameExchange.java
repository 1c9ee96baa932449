// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.snapshot.Snapshot;
import java.util.Objects;
import org.apache.camel.Exchange;

/** What the steps of a frame's route hand on to each other: properties of the exchange, each written by one step. */
final class FrameExchange {

    private static final String ASK = "SightglassFrameAsk";
    private static final String SNAPSHOT = "SightglassSnapshot";

    private FrameExchange() {}

    /** What the request wants; set by {@code frame-query}. */
    static FrameAsk ask(Exchange exchange) {
        return required(exchange, ASK, FrameAsk.class);
    }

    static void setAsk(Exchange exchange, FrameAsk ask) {
        exchange.setProperty(ASK, ask);
    }

    /** The picture to answer with; set by {@code conditional}. */
    static Snapshot snapshot(Exchange exchange) {
        return required(exchange, SNAPSHOT, Snapshot.class);
    }

    static void setSnapshot(Exchange exchange, Snapshot snapshot) {
        exchange.setProperty(SNAPSHOT, snapshot);
    }

    /** A route that forgot the step before fails here, and so fails closed. */
    private static <T> T required(Exchange exchange, String name, Class<T> type) {
        return Objects.requireNonNull(
                exchange.getProperty(name, type), () -> "an earlier step of the route must set " + name);
    }
}
