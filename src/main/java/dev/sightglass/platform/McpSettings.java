// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The MCP server: {@code sightglass.mcp} in {@code application.yaml}, where each setting is explained.
 *
 * @param maxSessions MCP sessions at the same time
 * @param idleTimeout how long one may stay unused
 * @param allowedOrigins values of {@code Origin} that are let in
 */
@Validated
@ConfigurationProperties("sightglass.mcp")
public record McpSettings(
        @DefaultValue("1000") @Min(1) @Max(100_000) int maxSessions,

        @DefaultValue("30m") @DurationMin(minutes = 1) @DurationMax(hours = 24)
        Duration idleTimeout,

        @DefaultValue("") @NotNull List<String> allowedOrigins) {}
