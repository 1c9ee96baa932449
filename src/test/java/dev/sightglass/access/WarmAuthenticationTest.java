// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.consistency.DataStore;
import dev.sightglass.session.FakeClock;
import dev.sightglass.testdb.OnH2;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What a poll costs the database once its key is known: nothing. */
@ExtendWith(OnH2.class)
class WarmAuthenticationTest {
    private final FakeClock clock = new FakeClock(Instant.parse("2026-05-13T12:00:00Z"));
    private final AtomicInteger connections = new AtomicInteger();
    private final ApiKeys keys;
    private final Authenticator authenticator;

    WarmAuthenticationTest(DataSource database) {
        DataSource counted = new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                return super.getConnection();
            }
        };
        // The ticker of the cache stands still, so that nothing expires while this runs.
        keys = new ApiKeys(
                new RecentKeys(new JdbcKeys(counted), DataStore.of(counted), () -> 0), clock, new SecureRandom());
        authenticator = new Authenticator(keys, JwtVerifier.none());
    }

    @Test
    void asksNoDatabase() {
        String header = "Bearer " + mint().takePlaintext().orElseThrow();
        authenticator.authenticate(header);
        int cold = connections.get();

        for (int poll = 0; poll < 1000; poll++) {
            clock.advance(Duration.ofMillis(30));
            authenticator.authenticate(header);
        }

        assertThat(connections).hasValue(cold);
    }

    @Test
    void asksNoneToSeeThatTheTimeOfGraceIsOver() {
        MintedKey minted = mint();
        String plaintext = minted.takePlaintext().orElseThrow();
        keys.revoke("cats", minted.key().id());
        clock.advance(Duration.ofMillis(59_999));
        assertThat(keys.authenticate(plaintext)).isPresent();
        int before = connections.get();

        clock.advance(Duration.ofMillis(1));

        assertThatExceptionOfType(NotAuthenticatedException.class)
                .isThrownBy(() -> keys.authenticate(plaintext))
                .returns("REVOKED_API_KEY", NotAuthenticatedException::code);
        assertThat(connections).hasValue(before);
    }

    @Test
    void writesTheLastUsesOfManyPollsOnce() {
        MintedKey minted = mint();
        String plaintext = minted.takePlaintext().orElseThrow();
        for (int poll = 0; poll < 100; poll++) {
            clock.advance(Duration.ofMillis(10));
            keys.authenticate(plaintext);
        }
        int before = connections.get();

        keys.flushUses();
        keys.flushUses();

        assertThat(connections).hasValue(before + 1);
        assertThat(keys.ofWorkspace("cats")).extracting(ApiKey::lastUsedAt).containsExactly(clock.instant());
    }

    private MintedKey mint() {
        return keys.mint(new KeyGrant("cats", "feeder", Environment.TEST, Set.of(Scope.SESSIONS_READ)));
    }
}
