// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the ingest of this process last said of each feed. Of interest while the process runs and changing often, so kept in
 * memory only; the repository hears the number of the connection, and the rest with the session's next step.
 */
final class FeedWords {
    /** A few hundred bytes each; more than feeds can run in one process. */
    private static final int AT_MOST = 10_000;

    private final Cache<UUID, FeedStatus> said =
            Caffeine.newBuilder().maximumSize(AT_MOST).build();

    /** The session with the newest word on it. One that is over keeps the word it was closed with. */
    Session on(Session session) {
        FeedStatus word = session.state().isTerminal() ? null : said.getIfPresent(session.id());
        return word == null ? session : session.withFeed(word);
    }

    /** Keeps a word, and returns the one before; null if there was none. */
    @Nullable FeedStatus say(UUID id, FeedStatus word) {
        return said.asMap().put(id, word);
    }

    void forget(UUID id) {
        said.invalidate(id);
    }
}
