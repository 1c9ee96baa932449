// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.AddressRefusedException;
import dev.sightglass.platform.CloudflareWebhookSettings.AnyInput;
import dev.sightglass.platform.ConfiguredFeeds;
import dev.sightglass.platform.ConfiguredFeeds.Start;
import dev.sightglass.platform.Secret;
import dev.sightglass.platform.SettingException;
import dev.sightglass.session.FeedSource;
import dev.sightglass.session.InvalidSessionException;
import dev.sightglass.webhook.FeedPlan;
import dev.sightglass.webhook.FeedPlans;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes feeds of settings. A URL that breaks the address rules stops the start, and is not repeated. */
final class FeedSettingsReader {
    private static final String REF = "{ref}";
    private static final String ANY_INPUT = "sightglass.webhook.cloudflare.any-input.whep-url";

    /** As long as Cloudflare's ids. */
    private static final String SAMPLE_REF = "0123456789abcdef0123456789abcdef";

    /** Keeps names of such feeds apart from configured ones, which have no colon. */
    private static final String ANY_INPUT_PREFIX = "input:";

    private final AddressPolicy addresses;

    FeedSettingsReader(AddressPolicy addresses) {
        this.addresses = addresses;
    }

    /** @throws SettingException if a URL or token is none, or a URL breaks the address rules */
    FeedPlans read(ConfiguredFeeds settings, AnyInput anyInput) {
        List<FeedPlan> always = new ArrayList<>();
        List<FeedPlan> byWebhook = new ArrayList<>();
        for (int i = 0; i < settings.feeds().size(); i++) {
            ConfiguredFeeds.Feed feed = settings.feeds().get(i);
            (feed.start() == Start.ALWAYS ? always : byWebhook).add(plan(feed, "sightglass.feeds[" + i + "]"));
        }
        return new FeedPlans(always, byWebhook, anyInput(anyInput));
    }

    private FeedPlan plan(ConfiguredFeeds.Feed feed, String setting) {
        URI url = checked(setting + ".whep-url", feed.whepUrl().reveal());
        Secret token = feed.whepToken();
        try {
            FeedSource source = FeedSource.of(url, token.isEmpty() ? null : token.reveal());
            return new FeedPlan(feed.name(), feed.inputId(), feed.workspace(), source);
        } catch (InvalidSessionException e) {
            throw new SettingException(setting + ".whep-token", "cannot stand in an Authorization header");
        }
    }

    private @Nullable Function<String, FeedPlan> anyInput(AnyInput settings) {
        if (settings.whepUrl().isEmpty()) {
            return null;
        }
        String pattern = settings.whepUrl().reveal();
        if (!pattern.contains(REF)) {
            throw new SettingException(ANY_INPUT, "must contain " + REF + ", where the id of the input goes");
        }
        checked(ANY_INPUT, pattern.replace(REF, SAMPLE_REF));
        // An id is letters, digits, hyphens and underscores, so what is true of the sample is true of every URL.
        return ref -> new FeedPlan(
                ANY_INPUT_PREFIX + ref,
                ref,
                settings.workspace(),
                FeedSource.of(URI.create(pattern.replace(REF, ref)), null));
    }

    private URI checked(String setting, String url) {
        try {
            return addresses.parse(url);
        } catch (AddressRefusedException e) {
            if (e.reason() == AddressRefusedException.Reason.UNRESOLVED) {
                // Its name may be known later; the rules are applied again at each connect.
                return URI.create(url);
            }
            throw new SettingException(
                    setting, "is refused by the address rules: " + e.reason().label());
        }
    }
}
