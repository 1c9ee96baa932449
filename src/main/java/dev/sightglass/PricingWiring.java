// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.Envelopes;
import dev.sightglass.api.pricing.AnswerDemand;
import dev.sightglass.api.pricing.AnswerQuote;
import dev.sightglass.api.pricing.AnswerSettlement;
import dev.sightglass.api.pricing.QuotedRates;
import dev.sightglass.api.pricing.WalletSteps;
import dev.sightglass.api.sessions.RateSource;
import dev.sightglass.platform.PricingSettings;
import dev.sightglass.platform.SessionSettings;
import dev.sightglass.pricing.DemandMap;
import dev.sightglass.pricing.Ledger;
import dev.sightglass.pricing.Place;
import dev.sightglass.pricing.PriceList;
import dev.sightglass.pricing.Quotes;
import dev.sightglass.pricing.Zone;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.Processor;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Prices, demand and what was spent, and the steps by which routes answer them. */
@Configuration(proxyBeanMethods = false)
class PricingWiring {

    /** Basis points of a multiplier of 1.0: as many places to the right. */
    private static final int PLACES = 4;

    @Bean
    @DependsOnDatabaseInitialization
    Quotes quotes(DataSource database, Clock clock, PricingSettings settings) {
        PriceList prices = new PriceList(
                settings.baseRateMicroUsdc(),
                settings.dynamic(),
                settings.corridors().stream().map(PricingWiring::zone).toList(),
                new PriceList.Quotas(settings.quoteTtl(), settings.quotesPerWorkspace()));
        return Quotes.stored(database, prices, settings.demandRadiusMeters(), clock);
    }

    private static Zone zone(PricingSettings.Corridor corridor) {
        return new Zone(
                new Place(corridor.lat().doubleValue(), corridor.lng().doubleValue()),
                corridor.radiusMeters(),
                corridor.multiplier().movePointRight(PLACES).intValueExact());
    }

    @Bean
    @DependsOnDatabaseInitialization
    DemandMap demandMap(DataSource database, Clock clock) {
        return DemandMap.stored(database, clock);
    }

    @Bean
    RateSource rateSource(Quotes quotes) {
        return new QuotedRates(quotes);
    }

    @Bean("answer-quote")
    AnswerQuote answerQuote(Quotes quotes, SessionSettings sessions, Envelopes envelopes) {
        return new AnswerQuote(quotes, Math.toIntExact(sessions.maxDuration().toSeconds()), envelopes);
    }

    @Bean("forget-quotes")
    Processor forgetQuotes(Quotes quotes) {
        return exchange -> quotes.forgetExpired();
    }

    @Bean("answer-demand")
    AnswerDemand answerDemand(DemandMap demand, Envelopes envelopes) {
        return new AnswerDemand(demand, envelopes);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Ledger ledger(DataSource database, SessionSettings sessions) {
        return new Ledger(database, sessions.spendingLimitMicroUsdc());
    }

    @Bean
    WalletSteps walletSteps(Ledger ledger, Clock clock, Envelopes envelopes) {
        return new WalletSteps(ledger, clock, envelopes);
    }

    @Bean("answer-wallet")
    Processor answerWallet(WalletSteps steps) {
        return steps.state();
    }

    @Bean("answer-wallet-events")
    Processor answerWalletEvents(WalletSteps steps) {
        return steps.events();
    }

    @Bean("answer-settlement")
    AnswerSettlement answerSettlement(PricingSettings settings, Envelopes envelopes) {
        return new AnswerSettlement(settings.platformFeeBps(), envelopes);
    }
}
