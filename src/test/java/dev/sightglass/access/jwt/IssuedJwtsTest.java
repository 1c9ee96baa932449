// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sightglass.access.JwtVerifier;
import dev.sightglass.access.KnownWorkspaces;
import dev.sightglass.access.NotAuthenticatedException;
import dev.sightglass.platform.JwtSettings;
import dev.sightglass.platform.Secret;
import dev.sightglass.platform.SettingException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the settings make of tokens; a shared secret. */
class IssuedJwtsTest {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final String SECRET = "a-shared-secret-of-the-tests-of-32-bytes";

    private static JwtSettings settings(String issuer, String keys, String secret, String audience, String algorithm) {
        return new JwtSettings(
                issuer,
                keys,
                Secret.of(secret),
                List.of(audience),
                List.of(algorithm),
                "workspace_id",
                "role",
                "scope");
    }

    private static JwtVerifier verifier(JwtSettings settings) {
        return IssuedJwts.of(settings, KnownWorkspaces.onlyDefault(), Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static String token(String secret) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer("tests")
                        .audience("us")
                        .subject("bob")
                        .expirationTime(Date.from(NOON.plusSeconds(60)))
                        .build());
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }

    @Test
    void takesTokensOfASharedSecret() throws Exception {
        JwtVerifier jwts = verifier(settings("tests", "", SECRET, "us", ""));

        assertThat(jwts.verify(token(SECRET)).subject()).isEqualTo("bob");
    }

    @Test
    void refusesTokensOfAnotherSecret() {
        JwtVerifier jwts = verifier(settings("tests", "", SECRET, "us", ""));

        assertThatExceptionOfType(NotAuthenticatedException.class)
                .isThrownBy(() -> jwts.verify(token(SECRET + "x")))
                .returns("token:invalid", NotAuthenticatedException::detail);
    }

    @Test
    void refusesEveryTokenWhereNothingIsConfigured() {
        JwtVerifier jwts = verifier(settings("", "", "", "us", ""));

        assertThatExceptionOfType(NotAuthenticatedException.class)
                .isThrownBy(() -> jwts.verify(token(SECRET)))
                .returns("INVALID_TOKEN", NotAuthenticatedException::code)
                .returns("token:unknown", NotAuthenticatedException::detail);
    }

    @ParameterizedTest
    @CsvSource({
        "'',     https://a.example.org/keys, '', us, '',    issuer-uri",
        "tests,  '', a-shared-secret-of-the-tests-of-32-bytes, '', '', audiences",
        "tests,  '', too-short, us, '', secret",
        "tests,  https://a.example.org/keys, a-shared-secret-of-the-tests-of-32-bytes, us, '', secret",
        "tests,  '', a-shared-secret-of-the-tests-of-32-bytes, us, RS256, algorithms",
        "https://a.example.org, '', '', us, HS256, algorithms",
        "https://a.example.org, '', '', us, none, algorithms",
        "not-an-address, '', '', us, '', issuer-uri",
        "https://a.example.org, file:///etc/keys, '', us, '', jwk-set-uri",
    })
    void namesTheSettingThatMakesNoSense(
            String issuer, String keys, String secret, String audience, String algorithm, String setting) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> verifier(settings(issuer, keys, secret, audience, algorithm)))
                .returns("sightglass.access.jwt." + setting, SettingException::setting);
    }

    @Test
    void keepsTheSecretOutOfLogs() {
        assertThat(settings("tests", "", SECRET, "us", "").toString()).doesNotContain("shared");
    }
}
