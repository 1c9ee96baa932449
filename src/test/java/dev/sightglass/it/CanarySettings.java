// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import java.util.Locale;
import java.util.Map;

/** Every setting that can hold a secret, with one that is found again wherever it comes out: {@link SecretFieldsTest} holds the list complete. */
final class CanarySettings {
    /** By the name of the setting. */
    static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("sightglass.access.bootstrap-key", Canaries.KEY),
            Map.entry("sightglass.access.jwt.secret", Canaries.JWT_SECRET),
            Map.entry("sightglass.data-key", "CANARYdataKey+0123456789abcdefghijklmnopqrw="),
            Map.entry("sightglass.other-data-keys", "CANARYotherKey0123456789abcdefghijklmnopqrw="),
            Map.entry(
                    "sightglass.feeds[0].whep-url", "http://127.0.0.1:9/canary-feed-path/whep?token=canary-feed-query"),
            Map.entry("sightglass.feeds[0].whep-token", "canary-feed-token"),
            Map.entry("sightglass.webhook.cloudflare.token", Canaries.WEBHOOK_TOKEN),
            Map.entry("sightglass.webhook.cloudflare.secret", Canaries.WEBHOOK_SECRET),
            Map.entry("sightglass.webhook.cloudflare.signing-secret", Canaries.WEBHOOK_SIGNING_SECRET),
            Map.entry("sightglass.webhook.cloudflare.any-input.whep-url", "http://127.0.0.1:9/canary-any/{ref}/whep"),
            Map.entry("sightglass.video.template.whep-url", "http://127.0.0.1:9/canary-template/{ref}/whep"),
            Map.entry("sightglass.video.template.whip-url", "http://127.0.0.1:9/canary-template/{ref}/whip"),
            Map.entry("sightglass.video.template.whep-token", "canary-template-token"),
            Map.entry("sightglass.video.cloudflare.api-token", Canaries.CLOUDFLARE_TOKEN));

    private CanarySettings() {}

    /** The environment variable of a setting. */
    static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("\\[(\\d+)]", "_$1").replaceAll("[.-]", "_");
    }
}
