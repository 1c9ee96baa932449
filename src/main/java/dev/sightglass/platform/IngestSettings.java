// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import jakarta.validation.constraints.AssertTrue;
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
 * How we subscribe to WHEP feeds: {@code sightglass.ingest} in {@code application.yaml}, where each setting is explained.
 *
 * @param workers threads that run the ingest route; 0 means one per processor
 * @param maxCpu per cent of all processors beyond which no feed is let in; 0 for no limit
 */
@Validated
@ConfigurationProperties("sightglass.ingest")
public record IngestSettings(
        @DefaultValue("*.cloudflarestream.com") @NotNull List<String> allowedHosts,
        @DefaultValue("false") boolean allowPrivateAddresses,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration connectTimeout,

        @DefaultValue("100ms") @DurationMin(millis = 0) @DurationMax(millis = 500)
        Duration iceGatheringTimeout,

        @DefaultValue("10s") @DurationMin(millis = 500) @DurationMax(minutes = 5)
        Duration mediaTimeout,

        @DefaultValue("2s") @DurationMin(millis = 200) @DurationMax(minutes = 5)
        Duration stallTimeout,

        @DefaultValue("500ms") @DurationMin(millis = 50) @DurationMax(minutes = 5)
        Duration reconnectMinDelay,

        @DefaultValue("30s") @DurationMin(millis = 50) @DurationMax(minutes = 30)
        Duration reconnectMaxDelay,

        @DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration faultDelay,

        @DefaultValue("240") @Min(2) @Max(3600) int reconnectsPerHour,

        @DefaultValue("1h") @DurationMin(millis = 0) @DurationMax(days = 7)
        Duration renewAfter,

        @DefaultValue("true") boolean freeConnections,
        @DefaultValue("0") @Min(0) @Max(256) int workers,
        @DefaultValue("500") @Min(1) @Max(100_000) int maxFeeds,
        @DefaultValue("20") @Min(0) @Max(10_000) int connectsPerSecond,
        @DefaultValue("85") @Min(0) @Max(100) int maxCpu,
        @DefaultValue("4096") @Min(16) @Max(4096) int maxPictureWidth,
        @DefaultValue("2304") @Min(16) @Max(2304) int maxPictureHeight,
        @DefaultValue("20000") @Min(0) @Max(10_000_000) int maxPacketsPerSecond,
        @DefaultValue("0") @Min(0) @Max(65_535) int minPort,
        @DefaultValue("0") @Min(0) @Max(65_535) int maxPort,
        @DefaultValue("false") boolean offerAudio) {

    @AssertTrue(message = "max-port must not be below min-port, and both be given or neither") boolean isPortRangeOrdered() {
        return minPort == 0 ? maxPort == 0 : maxPort >= minPort;
    }

    @AssertTrue(message = "reconnect-max-delay must not be shorter than reconnect-min-delay") boolean isReconnectDelayOrdered() {
        return reconnectMaxDelay.compareTo(reconnectMinDelay) >= 0;
    }

    /** The number of threads that run the ingest route, at least one. */
    public int workerThreads() {
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }
}
