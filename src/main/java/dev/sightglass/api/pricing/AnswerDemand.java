// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.pricing;

import dev.sightglass.api.Envelopes;
import dev.sightglass.pricing.DemandCell;
import dev.sightglass.pricing.DemandMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** {@code answer-demand}: where sessions were asked for. For everybody: no cell says who asked, or exactly where. */
public final class AnswerDemand implements Processor {

    private final DemandMap demand;
    private final Envelopes envelopes;

    public AnswerDemand(DemandMap demand, Envelopes envelopes) {
        this.demand = demand;
        this.envelopes = envelopes;
    }

    @Override
    public void process(Exchange exchange) {
        envelopes.answer(exchange, demand.cells().stream().map(Cell::of).toList());
    }

    private record Cell(
            double lat,
            double lng,
            long requests,
            long unmet,
            @Nullable Long avgMaxPriceMicroUsdc) {

        static Cell of(DemandCell cell) {
            return new Cell(
                    cell.centre().lat(),
                    cell.centre().lng(),
                    cell.requests(),
                    cell.unmet(),
                    cell.averageMaxPriceMicroUsdc());
        }
    }
}
