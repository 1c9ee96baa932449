// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import dev.sightglass.cipher.DataCipher;
import dev.sightglass.cipher.Place;
import dev.sightglass.cipher.SecretColumns;
import dev.sightglass.cipher.UnreadableSecretException;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The URLs and the token of a session, sealed as its row holds them, and gone when it is over. */
final class SessionSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(SessionSecrets.class);

    private static final String WHEP_URL = "whep_url";
    private static final String WHEP_TOKEN = "whep_token";
    private static final String WHIP_URL = "whip_url";

    static final SecretColumns COLUMNS = new SecretColumns("sessions", "id", List.of(WHEP_URL, WHEP_TOKEN, WHIP_URL));

    private final DataCipher cipher;

    SessionSecrets(DataCipher cipher) {
        this.cipher = cipher;
    }

    /** The secrets as they are stored. */
    record Sealed(
            @Nullable String whepUrl,
            @Nullable String whepToken,
            @Nullable String whipUrl) {}

    Sealed seal(UUID id, @Nullable FeedSource source, @Nullable FeedUrl whipUrl) {
        FeedToken token = source == null ? null : source.whepToken();
        return new Sealed(
                source == null ? null : sealed(id, WHEP_URL, source.whepUrl()),
                token == null ? null : cipher.seal(place(id, WHEP_TOKEN), token.reveal()),
                whipUrl == null ? null : sealed(id, WHIP_URL, whipUrl));
    }

    /** The feed of a row; null if it has none, or one whose secrets cannot be opened: the session then has nothing to show. */
    @Nullable FeedSource source(UUID id, ResultSet row) throws SQLException {
        String url = row.getString(WHEP_URL);
        String token = row.getString(WHEP_TOKEN);
        String matrix = row.getString("color_matrix");
        String range = row.getString("color_range");
        try {
            return url == null
                    ? null
                    : new FeedSource(
                            FeedUrl.of(URI.create(cipher.open(place(id, WHEP_URL), url))),
                            token == null ? null : FeedToken.of(cipher.open(place(id, WHEP_TOKEN), token)),
                            matrix == null ? null : ColorMatrix.valueOf(matrix),
                            range == null ? null : ColorRange.valueOf(range));
        } catch (UnreadableSecretException e) {
            return tellUnreadable(id, e);
        }
    }

    /** Where the operator of a row publishes; null likewise. */
    @Nullable FeedUrl whipUrl(UUID id, ResultSet row) throws SQLException {
        String url = row.getString(WHIP_URL);
        try {
            return url == null ? null : FeedUrl.of(URI.create(cipher.open(place(id, WHIP_URL), url)));
        } catch (UnreadableSecretException e) {
            return tellUnreadable(id, e);
        }
    }

    private String sealed(UUID id, String column, FeedUrl url) {
        return cipher.seal(place(id, column), url.reveal().toString());
    }

    private static Place place(UUID id, String column) {
        return new Place(COLUMNS.table(), column, id.toString());
    }

    private static <T> @Nullable T tellUnreadable(UUID id, UnreadableSecretException why) {
        LOG.error("event=secret-unreadable session={} reason={}", id, why.reason());
        return null;
    }
}
