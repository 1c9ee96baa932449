// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import dev.sightglass.platform.MetricNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** How often one route answered, by status. Costs an increment for each answer. Safe for concurrent use. */
final class AnswerCounts {

    private static final int STATUSES = 600;

    private final MeterRegistry metrics;
    private final String route;
    private final AtomicReferenceArray<Counter> byStatus = new AtomicReferenceArray<>(STATUSES);

    /** @param route method and path, as {@code GET /api/v1/sessions/{id}} */
    AnswerCounts(MeterRegistry metrics, String route) {
        this.metrics = metrics;
        this.route = route;
    }

    void count(int status) {
        if (status < STATUSES) {
            Counter counter = byStatus.get(status);
            if (counter == null) {
                counter = metrics.counter(MetricNames.HTTP_ANSWERS, "route", route, "status", Integer.toString(status));
                byStatus.set(status, counter);
            }
            counter.increment();
        }
    }
}
