// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Limits of sessions: {@code sightglass.session} in {@code application.yaml}, where each setting is explained. */
@Validated
@ConfigurationProperties("sightglass.session")
public record SessionSettings(
        @DefaultValue("300s") @DurationMin(seconds = 5) @DurationMax(hours = 1)
        Duration waitTimeout,

        @DefaultValue("24h") @DurationMin(seconds = 1) @DurationMax(days = 30)
        Duration maxDuration,

        @DefaultValue("100") @Min(1) @Max(100_000) int openPerWorkspace,

        @DefaultValue("30d") @DurationMin(minutes = 1) @DurationMax(days = 366)
        Duration keepEnded,

        @DefaultValue("0") @Min(0) long spendingLimitMicroUsdc,

        @DefaultValue({"webhook", "stall"}) @NotNull List<@Pattern(regexp = "webhook|stall") String> disconnectsCount) {}
