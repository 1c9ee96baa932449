// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.util.Base64URL;
import dev.sightglass.access.JwtPrincipal;
import dev.sightglass.access.JwtVerifier;
import dev.sightglass.access.KnownWorkspaces;
import dev.sightglass.access.NotAuthenticatedException;
import dev.sightglass.fuzzing.FuzzInput;
import dev.sightglass.platform.JwtSettings;
import dev.sightglass.platform.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens from anybody, and tokens of an issuer that puts anything into them. One line is a token; two or more are the header, the claims,
 * and, if the third line says so, a good signature of both.
 */
class IssuedJwtsFuzzTest {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final String SECRET = "a-shared-secret-of-the-tests-of-32-bytes";

    private final JwtVerifier jwts = IssuedJwts.of(
            new JwtSettings(
                    "tests", "", Secret.of(SECRET), List.of("us"), List.of("HS256"), "workspace_id", "role", "scope"),
            (id, token) -> id.equals("cats") ? Optional.of(new KnownWorkspaces.Name(id, id, id)) : Optional.empty(),
            Clock.fixed(NOON, ZoneOffset.UTC));

    @DictionaryEntries({
        "\"alg\":\"HS256\"",
        "\"alg\":\"none\"",
        "\"typ\":\"at+jwt\"",
        "\"crit\":[\"b64\"]",
        "\"b64\":false",
        "\"iss\":\"tests\"",
        "\"aud\":[\"us\"]",
        "\"exp\":1778673900",
        "\"nbf\":",
        "\"iat\":",
        "\"sub\":\"bob\"",
        "\"scope\":",
        "\"zip\":\"DEF\"",
        "\"workspace_id\":\"cats\"",
        "\"role\":\"OWNER\"",
        "1e999",
        "-9223372036854775808"
    })
    @FuzzTest
    void aTokenIsRefusedOrWellSignedAndInForce(byte[] bytes) throws GeneralSecurityException {
        String token = token(new FuzzInput(bytes));
        JwtPrincipal principal;
        try {
            principal = jwts.verify(token);
        } catch (NotAuthenticatedException refused) {
            assertThat(refused.detail()).matches("token:[A-Za-z]+");
            return;
        }
        assertThat(isWellSigned(token)).isTrue();
        assertThat(principal.subject())
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(255)
                .doesNotContain("\u0000");
        assertThat(principal.selectedWorkspaceId()).isIn("cats", null);
    }

    private static String token(FuzzInput input) throws GeneralSecurityException {
        String first = input.line();
        byte[] claims = input.line().getBytes(StandardCharsets.ISO_8859_1);
        if (claims.length == 0) {
            return first;
        }
        String signed = Base64URL.encode(first.getBytes(StandardCharsets.ISO_8859_1)) + "." + Base64URL.encode(claims);
        String third = input.line();
        return signed + "." + (third.equals("signed") ? signature(signed) : third);
    }

    private static boolean isWellSigned(String token) throws GeneralSecurityException {
        int dot = token.lastIndexOf('.');
        Base64URL given = new Base64URL(token.substring(dot + 1));
        return new Base64URL(given.toString().strip()).equals(signature(token.substring(0, dot)));
    }

    private static Base64URL signature(String signed) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64URL.encode(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }
}
