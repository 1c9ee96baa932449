// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may send events of Cloudflare's inputs, and what they start: {@code sightglass.webhook.cloudflare} in {@code application.yaml}.
 *
 * @param token last part of the path; empty refuses every delivery
 * @param secret value of {@code cf-webhook-auth}; empty refuses deliveries that carry it
 * @param signingSecret key of {@code Webhook-Signature}; empty refuses deliveries that are signed
 * @param anyInput what an input that no feed names starts
 */
@ConfigurationProperties("sightglass.webhook.cloudflare")
public record CloudflareWebhookSettings(
        @DefaultValue("") Secret token,
        @DefaultValue("") Secret secret,
        @DefaultValue("") Secret signingSecret,
        @DefaultValue AnyInput anyInput) {

    /**
     * A feed for every input.
     *
     * @param whepUrl WHEP endpoint URL with {@code {ref}} where the input's id goes; empty for none
     * @param workspace whose session it becomes
     */
    public record AnyInput(
            @DefaultValue("") Secret whepUrl,
            @DefaultValue("default") String workspace) {}
}
