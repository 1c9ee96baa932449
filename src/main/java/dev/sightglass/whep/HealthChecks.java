// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.jspecify.annotations.Nullable;

/**
 * Where a component's health checks go: the writable repository {@code components}, or the registry itself. Camel 4.18.0 has no such
 * repository of its own, and the one of consumers cannot be written to.
 */
final class HealthChecks {
    private HealthChecks() {}

    static void add(CamelContext context, HealthCheck check) {
        WritableHealthCheckRepository repository = components(context);
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (repository != null) {
            repository.addHealthCheck(check);
        } else if (registry != null) {
            registry.register(check);
        }
    }

    static void remove(CamelContext context, HealthCheck check) {
        WritableHealthCheckRepository repository = components(context);
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (repository != null) {
            repository.removeHealthCheck(check);
        } else if (registry != null) {
            registry.unregister(check);
        }
    }

    private static @Nullable WritableHealthCheckRepository components(CamelContext context) {
        return HealthCheckHelper.getHealthCheckRepository(context, "components", WritableHealthCheckRepository.class);
    }
}
