// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What clients may take of the HTTP server: {@code sightglass.http} in {@code application.yaml}, where each setting is explained.
 *
 * @param headTimeout from the first byte of a request to the end of its headers
 * @param bodyTimeout from there to the end of its body
 * @param writeTimeout how long an answer may go on without its reader taking anything
 * @param maxHeaders header lines of one request
 * @param maxConnectionsPerAddress of one client address at the same time; 0 for no limit
 */
@Validated
@ConfigurationProperties("sightglass.http")
public record HttpSettings(
        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 5)
        Duration headTimeout,

        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 5)
        Duration bodyTimeout,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 5)
        Duration writeTimeout,

        @DefaultValue("64") @Min(16) @Max(1000) int maxHeaders,

        @DefaultValue("3072") @Min(0) @Max(1_000_000) int maxConnectionsPerAddress) {}
