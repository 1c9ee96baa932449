// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.about;

import dev.sightglass.api.Envelopes;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code answer-health}: that the process answers, and which one it is. Asks no database: anybody may ask, as often as they like. */
public final class AnswerHealth implements Processor {

    private final BooleanSupplier ready;
    private final Build build;
    private final Envelopes envelopes;

    /** @param ready whether the process takes traffic */
    public AnswerHealth(BooleanSupplier ready, Build build, Envelopes envelopes) {
        this.ready = ready;
        this.build = build;
        this.envelopes = envelopes;
    }

    @Override
    public void process(Exchange exchange) {
        envelopes.answer(exchange, new Health(ready.getAsBoolean(), "sightglass", build.version(), build.sha()));
    }

    /**
     * What was built.
     *
     * @param version of the release
     * @param sha the commit it was built from
     */
    public record Build(String version, String sha) {}

    private record Health(boolean ok, String surface, String version, String buildSha) {}
}
