// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.api.webhooks.DeliverySteps;
import dev.sightglass.webhook.InputEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class WokenFeedTest {
    private final List<String> woken = new ArrayList<>();
    private final WokenFeed step =
            new WokenFeed(input -> input.equals("gate") ? Optional.of("session-1") : Optional.empty(), woken::add);
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    private void hear(String input, InputEvent.Kind kind) {
        exchange.setProperty(DeliverySteps.EVENT, new InputEvent(input, kind, Instant.EPOCH));
        step.process(exchange);
    }

    @Test
    void wakesTheFeedOfAnInputThatIsConnected() {
        hear("gate", InputEvent.Kind.CONNECTED);

        assertThat(woken).containsExactly("session-1");
    }

    @Test
    void wakesNobodyForOtherEventsInputsAndMessages() {
        hear("gate", InputEvent.Kind.DISCONNECTED);
        hear("gate", InputEvent.Kind.ERRORED);
        hear("nobodys", InputEvent.Kind.CONNECTED);
        exchange.removeProperty(DeliverySteps.EVENT);
        step.process(exchange);

        assertThat(woken).isEmpty();
    }
}
