// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a session's frames come from and how to read their colours. Safe to print: URL and token mask themselves.
 *
 * @param whepUrl WHEP endpoint URL
 * @param whepToken bearer credential for that endpoint, or null when it asks for none
 * @param colorMatrix null for the configured default
 * @param colorRange null for the configured default
 */
public record FeedSource(
        FeedUrl whepUrl,
        @Nullable FeedToken whepToken,
        @Nullable ColorMatrix colorMatrix,
        @Nullable ColorRange colorRange) {

    /**
     * A source with default colours.
     *
     * @throws InvalidSessionException if the token can't stand in a header
     */
    public static FeedSource of(URI whepUrl, @Nullable String whepToken) {
        return new FeedSource(FeedUrl.of(whepUrl), whepToken == null ? null : FeedToken.of(whepToken), null, null);
    }
}
