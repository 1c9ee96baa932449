// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.webhooks.DeliverySteps;
import dev.sightglass.webhook.InputEvent;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code wake-feed}: a video service says that somebody publishes to an input again, so the feed of the session on it need not wait
 * any longer before it asks.
 */
final class WokenFeed implements Processor {
    private final Function<String, Optional<String>> sessionOn;
    private final Consumer<String> wake;

    /**
     * @param sessionOn the id of the open session on an input
     * @param wake hears the id of a session whose feed need not wait
     */
    WokenFeed(Function<String, Optional<String>> sessionOn, Consumer<String> wake) {
        this.sessionOn = sessionOn;
        this.wake = wake;
    }

    @Override
    public void process(Exchange exchange) {
        InputEvent event = exchange.getProperty(DeliverySteps.EVENT, InputEvent.class);
        if (event != null && event.kind() == InputEvent.Kind.CONNECTED) {
            sessionOn.apply(event.inputId()).ifPresent(wake);
        }
    }
}
