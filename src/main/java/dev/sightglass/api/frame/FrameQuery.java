// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.snapshot.Variant;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code frame-query}: which picture is asked for. The plain GET asks for the one of the settings. */
public final class FrameQuery implements Processor {

    private final Variant usual;
    private final Duration maxAge;

    /** @param maxAge limit of the settings */
    public FrameQuery(Variant usual, Duration maxAge) {
        this.usual = usual;
        this.maxAge = maxAge;
    }

    @Override
    public void process(Exchange exchange) {
        String known = exchange.getMessage().getHeader("If-None-Match", String.class);
        FrameExchange.setAsk(exchange, new FrameAsk(usual, maxAge, Duration.ZERO, known, null));
    }
}
