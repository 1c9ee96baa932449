// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import dev.sightglass.access.workspace.Workspaces;
import dev.sightglass.api.Envelopes;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code answer-coverage}: where operators are to be had, for anybody (contract section 8). */
public final class AnswerCoverage implements Processor {
    /** As long as we remember it ourselves. */
    private static final String FOR_SECONDS = "public, max-age=5";

    private final Workspaces workspaces;
    private final Envelopes envelopes;

    public AnswerCoverage(Workspaces workspaces, Envelopes envelopes) {
        this.workspaces = workspaces;
        this.envelopes = envelopes;
    }

    @Override
    public void process(Exchange exchange) {
        envelopes.answer(exchange, workspaces.coverage());
        exchange.getMessage().setHeader("Cache-Control", FOR_SECONDS);
    }
}
