// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** The feeds that have sessions of their own: {@code sightglass.feeds} in {@code application.yaml}. */
@Validated
@ConfigurationProperties("sightglass")
public record ConfiguredFeeds(@DefaultValue @Valid List<Feed> feeds) {

    /** Copies the list. */
    public ConfiguredFeeds {
        feeds = List.copyOf(feeds);
    }

    @AssertTrue(message = "two feeds must not have the same name") boolean isNamesDiffer() {
        return feeds.stream().map(Feed::name).distinct().count() == feeds.size();
    }

    @AssertTrue(message = "two feeds must not have the same input-id") boolean isInputIdsDiffer() {
        List<String> ids =
                feeds.stream().map(Feed::inputId).filter(Objects::nonNull).toList();
        return ids.stream().distinct().count() == ids.size();
    }

    /** When a feed's session is opened. */
    public enum Start {
        /** At the start of the process, and again whenever it expired. */
        ALWAYS,
        /** When its video service says that its input is connected. */
        WEBHOOK
    }

    /**
     * One feed.
     *
     * @param name ours, up to 60 small letters, digits and hyphens
     * @param inputId the video service's id, by which webhooks name it; null if none do
     * @param whepUrl WHEP endpoint URL
     * @param whepToken bearer credential for it, or none
     * @param workspace whose session it becomes
     * @param start when
     */
    public record Feed(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,59}") String name,

            @Nullable @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String inputId,

            @NotNull Secret whepUrl,
            @DefaultValue("") Secret whepToken,
            @DefaultValue("default") @NotBlank String workspace,
            @DefaultValue("always") Start start) {

        @AssertTrue(message = "a feed with start: webhook needs an input-id") boolean isInputKnownToStart() {
            return start != Start.WEBHOOK || inputId != null;
        }
    }
}
