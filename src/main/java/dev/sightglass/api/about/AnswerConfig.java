// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.about;

import dev.sightglass.api.Envelopes;
import dev.sightglass.platform.PublicConfigSettings;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code answer-config}: the public configuration. There is no chain, so what names one is a placeholder from the settings. */
public final class AnswerConfig implements Processor {

    private final Config config;
    private final Envelopes envelopes;

    public AnswerConfig(PublicConfigSettings settings, Envelopes envelopes) {
        this.config = new Config(
                "TEST",
                settings.chainId(),
                settings.chainName(),
                settings.rpcUrl(),
                settings.explorerUrl(),
                settings.usdcAddress(),
                settings.settlementAddress());
        this.envelopes = envelopes;
    }

    @Override
    public void process(Exchange exchange) {
        envelopes.answer(exchange, config);
    }

    private record Config(
            String environment,
            long chainId,
            String chainName,
            String rpcUrl,
            String explorerUrl,
            String usdcAddress,
            String settlementAddress) {}
}
