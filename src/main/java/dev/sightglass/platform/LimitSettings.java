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

/** What one caller may do, and all callers of a workspace together: {@code sightglass.limit} in {@code application.yaml}, where each setting is explained. */
@Validated
@ConfigurationProperties("sightglass.limit")
public record LimitSettings(
        @DefaultValue("1000") @Min(0) @Max(1_000_000) int requestsPerSecond,

        @DefaultValue("2000") @Min(1) @Max(10_000_000) int requestBurst,

        @DefaultValue("1s") @DurationMin(millis = 0) @DurationMax(seconds = 256)
        Duration encodeTimePerSecond,

        @DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(minutes = 60)
        Duration encodeTimeBurst,

        @DefaultValue("2000") @Min(0) @Max(1_000_000) int workspaceRequestsPerSecond,

        @DefaultValue("4000") @Min(1) @Max(10_000_000) int workspaceRequestBurst,

        @DefaultValue("1s") @DurationMin(millis = 0) @DurationMax(seconds = 256)
        Duration workspaceEncodeTimePerSecond,

        @DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(minutes = 60)
        Duration workspaceEncodeTimeBurst) {}
