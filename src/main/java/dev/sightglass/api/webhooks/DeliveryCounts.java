// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.webhooks;

import dev.sightglass.platform.MetricNames;
import dev.sightglass.webhook.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Deliveries by what came of them; every outcome is there from the start, at 0. */
public final class DeliveryCounts {
    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    public DeliveryCounts(MeterRegistry metrics) {
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder(MetricNames.WEBHOOK_DELIVERIES)
                            .description("Deliveries of webhooks")
                            .tag("outcome", outcome.label())
                            .register(metrics));
        }
    }

    void count(Outcome outcome) {
        Objects.requireNonNull(counters.get(outcome)).increment();
    }
}
