// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Streams of pictures and events: {@code sightglass.stream} in {@code application.yaml}, where each setting is explained. */
@Validated
@ConfigurationProperties("sightglass.stream")
public record StreamSettings(
        @DefaultValue("200") @Min(0) @Max(10_000) int maxViewers) {}
