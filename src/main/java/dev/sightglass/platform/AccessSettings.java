// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may ask: {@code sightglass.access} in {@code application.yaml}.
 *
 * @param bootstrapKey the first API key in plain text; empty to have one made and printed once
 */
@ConfigurationProperties("sightglass.access")
public record AccessSettings(@DefaultValue("") Secret bootstrapKey) {}
