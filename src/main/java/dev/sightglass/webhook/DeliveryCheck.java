// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import dev.sightglass.platform.CloudflareWebhookSettings;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a delivery comes from Cloudflare: by the token in the path together with either the secret in
 * {@code cf-webhook-auth} (Cloudflare Notifications, "Configure webhooks") or a signature in {@code Webhook-Signature} (Cloudflare
 * Stream, "Use webhooks", "Verify webhook authenticity"). Safe for concurrent use.
 */
public final class DeliveryCheck {
    /** How far the time in a signature may be from ours, either way: deliveries travel, and clocks differ. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Pattern SIGNATURE = Pattern.compile("time=([0-9]{1,12}),sig1=([0-9a-f]{64})");

    private final Credential token;
    private final Credential secret;
    private final Credential signingSecret;
    private final Clock clock;

    public DeliveryCheck(CloudflareWebhookSettings settings, Clock clock) {
        this.token = new Credential(settings.token());
        this.secret = new Credential(settings.secret());
        this.signingSecret = new Credential(settings.signingSecret());
        this.clock = clock;
    }

    /**
     * What a request carries.
     *
     * @param token last part of the path
     * @param secret value of {@code cf-webhook-auth}, or null
     * @param signature value of {@code Webhook-Signature}, or null
     */
    public record Credentials(
            @Nullable String token,
            @Nullable String secret,
            @Nullable String signature) {

        /** Shows none of them. */
        @Override
        public String toString() {
            return "Credentials[***]";
        }
    }

    /**
     * Lets a delivery pass that knows the secrets.
     *
     * @param body as it came, which is what is signed
     * @throws DeliveryRefusedException for every other, the same for each
     */
    public void check(Credentials credentials, byte[] body) {
        // All are looked at before anything is decided, so that the time tells nothing.
        boolean knowsToken = token.is(credentials.token());
        boolean knowsSecret = secret.is(credentials.secret());
        boolean signed = isSigned(credentials.signature(), body);
        if (!knowsToken || !(knowsSecret || signed)) {
            throw new DeliveryRefusedException();
        }
    }

    private boolean isSigned(@Nullable String signature, byte[] body) {
        Matcher parts = SIGNATURE.matcher(signature == null ? "" : signature);
        if (!signingSecret.isConfigured() || !parts.matches()) {
            return false;
        }
        String time = parts.group(1);
        byte[] expected = signingSecret.sign(time + '.', body);
        boolean same = MessageDigest.isEqual(expected, HexFormat.of().parseHex(parts.group(2)));
        Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), clock.instant());
        return same && apart.abs().compareTo(WINDOW) <= 0;
    }
}
