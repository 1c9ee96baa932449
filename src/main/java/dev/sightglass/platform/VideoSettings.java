// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the URLs of a session come from: {@code sightglass.video} in {@code application.yaml}, where each setting is
 * explained.
 *
 * @param maxConcurrentStarts inputs that are made at the same time
 */
@Validated
@ConfigurationProperties("sightglass.video")
public record VideoSettings(
        @DefaultValue("none") @NotNull Backend backend,
        @DefaultValue("8") @Min(1) @Max(1000) int maxConcurrentStarts,
        @DefaultValue @Valid @NotNull Template template,
        @DefaultValue @Valid @NotNull Cloudflare cloudflare) {

    /** The backends there are. */
    public enum Backend {
        /** No inputs: bring your own feed. */
        NONE,
        /** URLs by a pattern. */
        TEMPLATE,
        /** Live inputs of Cloudflare Stream. */
        CLOUDFLARE
    }

    /**
     * URLs by a pattern.
     *
     * @param whepUrl with <code>{ref}</code> in it
     * @param whipUrl likewise
     * @param whepToken bearer credential for the WHEP endpoint; empty for none
     */
    public record Template(
            @DefaultValue("") @NotNull Secret whepUrl,
            @DefaultValue("") @NotNull Secret whipUrl,
            @DefaultValue("") @NotNull Secret whepToken) {}

    /**
     * Live inputs of Cloudflare Stream.
     *
     * @param requestTimeout of one request, body included
     * @param timeLimit of making one input, all retries included
     */
    public record Cloudflare(
            @DefaultValue("") @NotNull Secret apiToken,
            @DefaultValue("") @NotNull String accountId,

            @DefaultValue("https://api.cloudflare.com/client/v4") @NotNull
            String baseUrl,

            @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
            Duration requestTimeout,

            @DefaultValue("15s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
            Duration timeLimit,

            @DefaultValue("250ms") @DurationMin(millis = 10) @DurationMax(minutes = 1)
            Duration retryMinDelay,

            @DefaultValue("4s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
            Duration retryMaxDelay) {

        @AssertTrue(message = "retry-max-delay must not be shorter than retry-min-delay") boolean isRetryDelayOrdered() {
            return retryMaxDelay.compareTo(retryMinDelay) >= 0;
        }
    }
}
