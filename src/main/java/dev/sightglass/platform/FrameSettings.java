// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** What {@code GET .../frame} serves: {@code sightglass.frame} in {@code application.yaml}, where each setting is explained. */
@Validated
@ConfigurationProperties("sightglass.frame")
public record FrameSettings(
        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration maxAge,

        @DefaultValue("0s") @DurationMin(millis = 0) @DurationMax(hours = 24)
        Duration period,

        @DefaultValue("2s") @DurationMin(millis = 50) @DurationMax(seconds = 30)
        Duration answerTimeout,

        @DefaultValue("256MB") @NotNull DataSize cacheSize,

        @DefaultValue("8") @Min(0) @Max(1_000) int variantsPerFrame,

        @DefaultValue("20000") @Min(0) @Max(1_000_000) int maxWaiters) {

    private static final DataSize SMALLEST_CACHE = DataSize.ofMegabytes(8);

    /** A snapshot travels through the cache to those who asked for it, so the largest must fit. */
    @AssertTrue(message = "cache-size must be at least 8MB") boolean isCacheSizeEnough() {
        return cacheSize.compareTo(SMALLEST_CACHE) >= 0;
    }
}
