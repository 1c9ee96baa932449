// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** What a second costs: {@code sightglass.pricing} in {@code application.yaml}, where each setting is explained. */
@Validated
@ConfigurationProperties("sightglass.pricing")
public record PricingSettings(
        @DefaultValue("1000") @Min(0) @Max(1_000_000_000) long baseRateMicroUsdc,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration quoteTtl,

        @DefaultValue("1000") @Min(1) @Max(100_000) int quotesPerWorkspace,
        @DefaultValue("false") boolean dynamic,
        @DefaultValue("5000") @Min(1) @Max(1_000_000) int demandRadiusMeters,
        @DefaultValue @NotNull @Size(max = 1000) List<@Valid Corridor> corridors,
        @DefaultValue("1500") @Min(0) @Max(10_000) int platformFeeBps) {

    /**
     * A zone with a price of its own.
     *
     * @param lat degrees, of its centre
     * @param lng degrees, of its centre
     * @param radiusMeters how far it reaches
     * @param multiplier what the rate is multiplied by there
     */
    public record Corridor(
            @DecimalMin("-90") @DecimalMax("90") @NotNull BigDecimal lat,
            @DecimalMin("-180") @DecimalMax("180") @NotNull BigDecimal lng,
            @Min(1) @Max(1_000_000) int radiusMeters,

            @NotNull @DecimalMin("0.1") @DecimalMax("10") @Digits(integer = 2, fraction = 4) BigDecimal multiplier) {}
}
