// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.Envelopes;
import dev.sightglass.api.webhooks.DeliveryCounts;
import dev.sightglass.api.webhooks.DeliverySteps;
import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.CloudflareWebhookSettings;
import dev.sightglass.platform.ConfiguredFeeds;
import dev.sightglass.platform.SessionSettings;
import dev.sightglass.session.FeedSignals;
import dev.sightglass.session.Sessions;
import dev.sightglass.webhook.DeliveryCheck;
import dev.sightglass.webhook.FeedPlans;
import dev.sightglass.webhook.InputEvents;
import dev.sightglass.webhook.StandingFeeds;
import dev.sightglass.whep.WhepFeeds;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configured feeds, deliveries of webhooks, and what both say of a feed's outages. */
@Configuration(proxyBeanMethods = false)
class WebhookWiring {

    @Bean
    @DependsOnDatabaseInitialization
    FeedSignals feedSignals(DataSource database) {
        return FeedSignals.stored(database);
    }

    @Bean
    FeedPlans feedPlans(ConfiguredFeeds feeds, CloudflareWebhookSettings webhook, AddressPolicy addresses) {
        return new FeedSettingsReader(addresses).read(feeds, webhook.anyInput());
    }

    @Bean
    InputEvents inputEvents(Sessions sessions, FeedSignals signals, FeedPlans plans, InputEvents.Terms terms) {
        return new InputEvents(sessions, signals, plans, terms);
    }

    @Bean
    InputEvents.Terms feedTerms(Clock clock, SessionSettings settings) {
        return new InputEvents.Terms(
                clock, Math.toIntExact(settings.maxDuration().toSeconds()));
    }

    @Bean
    StandingFeeds standingFeeds(
            FeedPlans plans, Sessions sessions, InputEvents opener, ProducerTemplate camel, FeedRoom room) {
        return new StandingFeeds(
                plans, sessions, opener, session -> camel.sendBody("direct:start-feed", session), room::isThere);
    }

    @Bean("keep-feeds")
    Processor keepFeeds(StandingFeeds feeds) {
        return exchange -> feeds.keep();
    }

    @Bean
    DeliveryCheck deliveryCheck(CloudflareWebhookSettings settings, Clock clock) {
        return new DeliveryCheck(settings, clock);
    }

    @Bean
    DeliveryCounts deliveryCounts(MeterRegistry metrics) {
        return new DeliveryCounts(metrics);
    }

    @Bean
    DeliverySteps deliverySteps(DeliveryCheck check, InputEvents events, DeliveryCounts counts, Envelopes envelopes) {
        return new DeliverySteps(check, events, counts, envelopes);
    }

    @Bean("authenticate-delivery")
    Processor authenticateDelivery(DeliverySteps steps) {
        return steps::authenticate;
    }

    @Bean("read-delivery")
    Processor readDelivery(DeliverySteps steps) {
        return steps::read;
    }

    @Bean("open-feed")
    Processor openFeed(DeliverySteps steps) {
        return steps::open;
    }

    @Bean("wake-feed")
    Processor wakeFeed(Sessions sessions, WhepFeeds feeds) {
        return new WokenFeed(
                input -> sessions.findByInput(input).map(session -> session.id().toString()), feeds::wake);
    }

    @Bean("count-failed-delivery")
    Processor countFailedDelivery(DeliverySteps steps) {
        return steps::failed;
    }

    @Bean("record-delivery")
    Processor recordDelivery(DeliverySteps steps) {
        return steps::record;
    }

    @Bean("note-outage")
    OutageStep noteOutage(Sessions sessions, FeedSignals signals, WhepFeeds feeds) {
        return new OutageStep(sessions, signals, feeds);
    }

    @Bean("retry-outages")
    Processor retryOutages(OutageStep step) {
        return step::retry;
    }
}
