// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.pricing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sightglass.api.ApiExchange;
import dev.sightglass.api.Envelopes;
import dev.sightglass.pricing.FeeSplit;
import dev.sightglass.session.Session;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * {@code answer-settlement}: what is to be paid for the session found before. Composed once its meter was read; without a chain it
 * is never confirmed.
 */
public final class AnswerSettlement implements Processor {

    private final int platformFeeBps;
    private final Envelopes envelopes;

    /** @param platformFeeBps the platform's part of each charge in basis points, 0 to 10000 */
    public AnswerSettlement(int platformFeeBps, Envelopes envelopes) {
        this.platformFeeBps = platformFeeBps;
        this.envelopes = envelopes;
    }

    @Override
    public void process(Exchange exchange) {
        Session session = ApiExchange.session(exchange);
        String id = session.id().toString();
        envelopes.answer(
                exchange,
                isMetered(session)
                        ? new Settlement(id, "PENDING", payload(session))
                        : new Settlement(id, "NOT_READY", null));
    }

    /** ENDED, or EXPIRED after its first frame. What expired or was cancelled before is never settled. */
    private static boolean isMetered(Session session) {
        return session.course().endedAt() != null && session.course().startedAt() != null;
    }

    private Payload payload(Session session) {
        FeeSplit split = FeeSplit.of(session.course().chargedMicroUsdc(), platformFeeBps);
        return new Payload(
                session.id().toString(),
                WalletSteps.NO_ADDRESS,
                WalletSteps.NO_ADDRESS,
                Long.toString(session.terms().ratePerSecondMicroUsdc()),
                session.course().cleanSeconds(),
                Long.toString(split.toMicroUsdc()),
                Long.toString(split.feeMicroUsdc()));
    }

    private record Settlement(
            String sessionId,
            String state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Payload payload) {}

    private record Payload(
            String sessionId,
            String consumerWalletAddress,
            String operatorWalletAddress,
            String ratePerSecondMicroUsdc,
            int chargeableSeconds,
            String toAmountMicroUsdc,
            String feeAmountMicroUsdc) {}
}
