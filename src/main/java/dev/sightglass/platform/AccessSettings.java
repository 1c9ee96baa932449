// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may ask: {@code sightglass.access} in {@code application.yaml}.
 *
 * @param bootstrapKey the first API key in plain text, or null to have one made and printed once
 */
@ConfigurationProperties("sightglass.access")
public record AccessSettings(@Nullable String bootstrapKey) {

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "AccessSettings[bootstrapKey=" + (bootstrapKey == null ? "none" : "***") + "]";
    }
}
