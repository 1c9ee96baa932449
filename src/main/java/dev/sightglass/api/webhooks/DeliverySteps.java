// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.webhooks;

import dev.sightglass.api.Envelopes;
import dev.sightglass.session.Session;
import dev.sightglass.webhook.CloudflareDelivery;
import dev.sightglass.webhook.DeliveryCheck;
import dev.sightglass.webhook.DeliveryCheck.Credentials;
import dev.sightglass.webhook.DeliveryRefusedException;
import dev.sightglass.webhook.InputEvent;
import dev.sightglass.webhook.InputEvents;
import dev.sightglass.webhook.Outcome;
import dev.sightglass.webhook.UnreadableDeliveryException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One delivery, step by step: who sends it, what it says, what follows. Each step counts what becomes of a delivery that ends
 * with it.
 */
public final class DeliverySteps {
    private static final Logger LOG = LoggerFactory.getLogger(DeliverySteps.class);

    /** Property of the exchange: the {@link InputEvent}; absent where there is none that we know. */
    public static final String EVENT = "SightglassInputEvent";

    /** True where a session was opened, which is the body then: for the route to join its feed. */
    private static final String OPENED = "SightglassFeedOpened";

    private final DeliveryCheck check;
    private final InputEvents events;
    private final DeliveryCounts counts;
    private final Envelopes envelopes;

    public DeliverySteps(DeliveryCheck check, InputEvents events, DeliveryCounts counts, Envelopes envelopes) {
        this.check = check;
        this.events = events;
        this.counts = counts;
        this.envelopes = envelopes;
    }

    /** {@code authenticate-delivery}: nobody passes without the secrets, which go no further along the route. */
    public void authenticate(Exchange exchange) {
        Message message = exchange.getMessage();
        Credentials credentials = new Credentials(
                taken(message, "token"), taken(message, "cf-webhook-auth"), taken(message, "Webhook-Signature"));
        byte[] body = bodyOf(message);
        message.setBody(body);
        try {
            check.check(credentials, body);
        } catch (DeliveryRefusedException e) {
            counts.count(Outcome.REFUSED);
            throw e;
        }
    }

    /** {@code read-delivery}: the event in the body, if it is one that we know. */
    public void read(Exchange exchange) {
        try {
            CloudflareDelivery.read(bodyOf(exchange.getMessage()))
                    .ifPresent(event -> exchange.setProperty(EVENT, event));
        } catch (UnreadableDeliveryException e) {
            counts.count(Outcome.UNREADABLE);
            throw e;
        }
    }

    /** {@code open-feed}: the session that the event starts, as body. */
    public void open(Exchange exchange) {
        InputEvent event = exchange.getProperty(EVENT, InputEvent.class);
        Optional<Session> opened = event == null ? Optional.empty() : counted(() -> events.open(event));
        exchange.setProperty(OPENED, opened.isPresent());
        opened.ifPresent(session -> exchange.getMessage().setBody(session));
    }

    /** {@code count-failed-delivery}: where the route itself gives up. */
    public void failed(Exchange exchange) {
        counts.count(Outcome.FAILED);
    }

    /** {@code record-delivery}: keeps the event and answers, in this order, so that what is answered is durable. */
    public void record(Exchange exchange) {
        InputEvent event = exchange.getProperty(EVENT, InputEvent.class);
        Outcome outcome = event == null ? Outcome.UNKNOWN_EVENT : counted(() -> events.record(event));
        if (exchange.getProperty(OPENED, false, Boolean.class)) {
            outcome = Outcome.STARTED;
        }
        counts.count(outcome);
        LOG.info("event=webhook-delivery kind={} outcome={}", event == null ? "none" : event.kind(), outcome.label());
        envelopes.answer(exchange, Map.of("outcome", outcome.label()));
    }

    private <T> T counted(Supplier<T> effect) {
        try {
            return effect.get();
        } catch (RuntimeException e) {
            counts.count(Outcome.FAILED);
            throw e;
        }
    }

    private static byte[] bodyOf(Message message) {
        byte @Nullable [] body = message.getBody(byte[].class);
        return body == null ? new byte[0] : body;
    }

    private static @Nullable String taken(Message message, String header) {
        Object value = message.removeHeader(header);
        return value == null ? null : value.toString();
    }
}
