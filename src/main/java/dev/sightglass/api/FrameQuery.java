// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.snapshot.Variant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code frame-query}: which variant is asked for. The plain GET asks for the one of the settings. */
public final class FrameQuery implements Processor {

    private final Variant usual;

    public FrameQuery(Variant usual) {
        this.usual = usual;
    }

    @Override
    public void process(Exchange exchange) {
        ApiExchange.setVariant(exchange, usual);
    }
}
