// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Tokens that the application under test takes, of a secret that it shares with the tests. */
final class Jwts {
    static final String SECRET = "the-jwt-secret-of-the-tests-0123456789";
    static final String ISSUER = "https://issuer.example.org";
    static final String AUDIENCE = "sightglass-tests";

    private Jwts() {}

    /** A token that is good for an hour; null leaves a claim out. */
    static String of(@Nullable String workspace, @Nullable String role, @Nullable String scope) {
        return of(workspace, role, scope, Clock.systemUTC().instant().plus(Duration.ofHours(1)));
    }

    /** A token that is good until that moment. */
    static String of(
            @Nullable String workspace, @Nullable String role, @Nullable String scope, Instant expirationTime) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("alice")
                .expirationTime(Date.from(expirationTime))
                .claim("workspace_id", workspace)
                .claim("role", role)
                .claim("scope", scope)
                .build();
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            jwt.sign(new MACSigner(SECRET));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
