// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import java.util.List;
import java.util.Map;

/** Secrets that tests hand in and that must never come out in what the application prints. */
final class Canaries {
    /** The bootstrap key. */
    static final String KEY = "canary-key-7d1f4b0c9a83e265";
    /** A WHEP bearer. */
    static final String TOKEN = "canary-token-51c8e0a7f2d94b36";
    /** Part of a WHEP endpoint URL's path. */
    static final String PATH = "canary-path-e4907b62";
    /** The shared secret of JWTs. */
    static final String JWT_SECRET = "canary-jwt-secret-0c9a83e265f2d94b36e4907b62";
    /** Last part of the path of webhooks. */
    static final String WEBHOOK_TOKEN = "canary-webhook-token-b36e4907b62";
    /** What webhooks bring in a header. */
    static final String WEBHOOK_SECRET = "canary-webhook-secret-94b36e4907";
    /** What signs webhooks. */
    static final String WEBHOOK_SIGNING_SECRET = "canary-signing-secret-0a7f2d94b3";
    /** What Cloudflare's API asks for. */
    static final String CLOUDFLARE_TOKEN = "canary-cloudflare-token-a83e265f2d94b36";
    /** What a TURN server asks for. */
    static final String TURN_CREDENTIAL = "canary-turn-credential-5f2d94b36e";

    /** The fields of request bodies that can hold one. */
    static final Map<String, String> REQUEST_FIELDS = Map.of("whepUrl", PATH, "whepToken", TOKEN);

    /** What no output may contain; {@code /whep} is in the path of every WHEP endpoint and WHEP session of the peers. */
    static final List<String> ALL = List.of(KEY, TOKEN, PATH, "canary-", "/whep");

    private Canaries() {}
}
