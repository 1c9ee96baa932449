// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whepsession;

import dev.sightglass.cipher.DataCipher;
import dev.sightglass.cipher.Place;
import dev.sightglass.cipher.SecretColumns;
import dev.sightglass.cipher.UnreadableSecretException;
import dev.sightglass.whep.client.BearerToken;
import dev.sightglass.whep.client.WhepSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The URL and the token of a WHEP session, sealed as its row holds them. */
final class WhepSessionSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(WhepSessionSecrets.class);

    private static final String HASH = "url_hash";
    private static final String URL = "url";
    private static final String TOKEN = "token";

    static final SecretColumns COLUMNS = new SecretColumns("whep_sessions", HASH, List.of(URL, TOKEN));

    private final DataCipher cipher;

    WhepSessionSecrets(DataCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * The secrets as they are stored.
     *
     * @param hash finds the row without naming the secret
     */
    record Sealed(String hash, String url, @Nullable String token) {}

    Sealed seal(WhepSession session) {
        String hash = hashOf(session);
        BearerToken token = session.token();
        return new Sealed(
                hash,
                cipher.seal(place(hash, URL), session.url().toString()),
                token == null ? null : cipher.seal(place(hash, TOKEN), token.value()));
    }

    /** The session of a row, good for its DELETE only; null if its secrets cannot be opened, so that nobody can end it. */
    @Nullable WhepSession session(ResultSet row) throws SQLException {
        String hash = row.getString(HASH);
        String url = row.getString(URL);
        String token = row.getString(TOKEN);
        try {
            return url == null
                    ? null
                    : new WhepSession(
                            URI.create(cipher.open(place(hash, URL), url)),
                            token == null ? null : new BearerToken(cipher.open(place(hash, TOKEN), token)),
                            null,
                            false);
        } catch (UnreadableSecretException e) {
            LOG.error("event=secret-unreadable whep-session={} reason={}", hash, e.reason());
            return null;
        }
    }

    static String hashOf(WhepSession session) {
        try {
            byte[] url = session.url().toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(url));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Place place(String hash, String column) {
        return new Place(COLUMNS.table(), column, hash);
    }
}
