// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.keys;

import dev.sightglass.access.ApiKey;
import dev.sightglass.access.ApiKeys;
import dev.sightglass.access.KeyGrant;
import dev.sightglass.access.MintedKey;
import dev.sightglass.api.ApiExchange;
import dev.sightglass.api.Envelopes;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** The steps that mint, list and revoke keys, each a processor that a route calls by name. {@code authorise} comes before. */
public final class KeySteps {

    private final ApiKeys keys;
    private final Envelopes envelopes;

    public KeySteps(ApiKeys keys, Envelopes envelopes) {
        this.keys = keys;
        this.envelopes = envelopes;
    }

    /** {@code mint-key}: body {@link KeyGrant} becomes the {@link MintedKey}. */
    public Processor mint() {
        return exchange -> {
            Message message = exchange.getMessage();
            message.setBody(keys.mint(message.getBody(KeyGrant.class)));
        };
    }

    /** {@code answer-minted-key}: the key and, this once, its plaintext. */
    public Processor answerMinted() {
        return exchange -> {
            MintedKey minted = exchange.getMessage().getBody(MintedKey.class);
            KeyView.Written view = KeyView.of(minted.key()).written(ApiExchange.issuedToken(exchange));
            envelopes.answer(exchange, view.with(minted.takePlaintext().orElseThrow()));
        };
    }

    /** {@code list-keys}: all keys of the workspace, the newest first. */
    public Processor list() {
        return exchange -> envelopes.answer(
                exchange,
                keys.ofWorkspace(ApiExchange.workspaceId(exchange)).stream()
                        .map(KeyView::of)
                        .toList());
    }

    /** {@code revoke-key}: the key that the path names becomes the body, as it is then. */
    public Processor revoke() {
        return exchange -> {
            String workspaceId = ApiExchange.workspaceId(exchange);
            ApiKey revoked =
                    keyId(exchange).flatMap(id -> keys.revoke(workspaceId, id)).orElseThrow(KeyNotFoundException::new);
            exchange.getMessage().setBody(revoked);
        };
    }

    /** {@code answer-revoked-key}: the key in the body. */
    public Processor answerRevoked() {
        return exchange -> envelopes.answer(
                exchange,
                KeyView.of(exchange.getMessage().getBody(ApiKey.class)).written(ApiExchange.issuedToken(exchange)));
    }

    /** {@code keep-key-uses}: stores when keys were last used. */
    public Processor keepUses() {
        return exchange -> keys.flushUses();
    }

    /** Only the canonical form: {@link UUID#fromString} also takes shorter ones. */
    private static Optional<UUID> keyId(Exchange exchange) {
        String text = exchange.getMessage().getHeader("keyId", "", String.class);
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
