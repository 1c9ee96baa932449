// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Up while the consumer runs, which it does only with the native library loaded. Suspended counts as running. */
final class WhepHealthCheck extends AbstractHealthCheck {
    private final WhepConsumer consumer;

    WhepHealthCheck(String id, WhepConsumer consumer) {
        super("camel", id);
        this.consumer = consumer;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (consumer.isStarted() || consumer.isSuspended()) {
            builder.up();
        } else {
            builder.down().message("the whep consumer is not running");
        }
    }
}
