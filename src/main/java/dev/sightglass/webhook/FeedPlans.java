// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The configured feeds. */
public final class FeedPlans {
    private final List<FeedPlan> always;
    private final List<FeedPlan> byWebhook;
    private final @Nullable Function<String, FeedPlan> anyInput;

    /**
     * @param always those that have a session whenever the process runs
     * @param byWebhook those whose input starts them
     * @param anyInput the feed of an input that none of the others names, by its id; null if there is none
     */
    public FeedPlans(List<FeedPlan> always, List<FeedPlan> byWebhook, @Nullable Function<String, FeedPlan> anyInput) {
        this.always = List.copyOf(always);
        this.byWebhook = List.copyOf(byWebhook);
        this.anyInput = anyInput;
    }

    /** Those that have a session whenever the process runs. */
    public List<FeedPlan> always() {
        return always;
    }

    /** Whether a feed that is always open has that input: its events are known, but start nothing. */
    boolean isAlwaysOpen(String inputId) {
        return always.stream().anyMatch(feed -> inputId.equals(feed.inputId()));
    }

    /** The feed that an input starts. */
    Optional<FeedPlan> startedBy(String inputId) {
        Optional<FeedPlan> named = byWebhook.stream()
                .filter(feed -> inputId.equals(feed.inputId()))
                .findFirst();
        if (named.isPresent() || anyInput == null || isAlwaysOpen(inputId)) {
            return named;
        }
        return Optional.of(anyInput.apply(inputId));
    }
}
