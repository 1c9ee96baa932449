// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.sightglass.access.JwtPrincipal;
import dev.sightglass.access.KnownWorkspaces;
import dev.sightglass.access.NotAuthenticatedException;
import dev.sightglass.access.NotAuthorizedException;
import dev.sightglass.access.Role;
import dev.sightglass.access.Scope;
import dev.sightglass.platform.JwtSettings;
import dev.sightglass.platform.Secret;
import dev.sightglass.session.FakeClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of an issuer that serves its keys over HTTP: which are good, which are not, and how often it is asked. */
class IssuedJwtsIT {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final String AUDIENCE = "sightglass";

    private final FakeClock clock = new FakeClock(NOON);
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger lookups = new AtomicInteger();
    private volatile String knownWorkspace = "cats";
    private IssuerServer issuer;
    private IssuedJwts jwts;

    @BeforeEach
    void start() throws IOException {
        issuer = new IssuerServer();
        jwts = jwts(settings("", List.of()));
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private JwtSettings settings(String jwkSetUri, List<String> algorithms) {
        return new JwtSettings(
                issuer.uri(), jwkSetUri, Secret.of(""), List.of(AUDIENCE), algorithms, "workspace_id", "role", "scope");
    }

    private IssuedJwts jwts(JwtSettings settings) {
        KnownWorkspaces workspaces = (id, token) -> {
            lookups.incrementAndGet();
            return id.equals(knownWorkspace) ? Optional.of(new KnownWorkspaces.Name(id, id, id)) : Optional.empty();
        };
        return new IssuedJwts(settings, workspaces, clock, nanos::get);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.uri())
                .audience(List.of("others", AUDIENCE))
                .subject("alice")
                .expirationTime(at(Duration.ofMinutes(5)))
                .claim("workspace_id", "cats")
                .claim("role", "ADMIN");
    }

    private Date at(Duration fromNow) {
        return Date.from(clock.instant().plus(fromNow));
    }

    private String good() {
        return IssuerServer.signed(IssuerServer.RSA, claims().build());
    }

    private void assertRefused(String token, String detail) {
        assertThatExceptionOfType(NotAuthenticatedException.class)
                .isThrownBy(() -> jwts.verify(token))
                .returns("INVALID_TOKEN", NotAuthenticatedException::code)
                .returns("token:" + detail, NotAuthenticatedException::detail);
    }

    private void assertUndecided(String token) {
        assertThatExceptionOfType(JwtKeysUnavailableException.class)
                .isThrownBy(() -> jwts.verify(token))
                .returns("UNAVAILABLE", JwtKeysUnavailableException::code)
                .returns(10, JwtKeysUnavailableException::retryAfterSeconds);
    }

    @Test
    void findsTheIssuersKeysByDiscovery() {
        JwtPrincipal alice = jwts.verify(good());

        assertThat(alice.subject()).isEqualTo("alice");
        assertThat(alice.workspaceId()).isEqualTo("cats");
        assertThat(alice.role()).isEqualTo(Role.ADMIN);
        assertThat(alice.scopes()).containsExactlyInAnyOrder(Scope.values());
    }

    @Test
    void takesTheAddressOfKeysInPlaceOfDiscovery() {
        issuer.announcedIssuer = "https://another.example.org";
        jwts = jwts(settings(issuer.uri() + "/keys", List.of()));

        assertThat(jwts.verify(good()).subject()).isEqualTo("alice");
    }

    @Test
    void takesSignaturesOfAnEllipticCurveToo() {
        assertThat(jwts.verify(IssuerServer.signed(IssuerServer.EC, claims().build()))
                        .subject())
                .isEqualTo("alice");
    }

    @Test
    void takesAnAccessTokenByItsType() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa-1")
                .type(new com.nimbusds.jose.JOSEObjectType("at+jwt"))
                .build();

        assertThat(jwts.verify(IssuerServer.signed(header, IssuerServer.RSA, claims().build()))
                        .subject())
                .isEqualTo("alice");
    }

    @Nested
    class Refuses {
        @Test
        void noSignature() {
            assertRefused(new PlainJWT(claims().build()).serialize(), "invalid");
        }

        @Test
        void thePublicKeyAsSharedSecret() throws Exception {
            byte[] publicKey = IssuerServer.RSA.toRSAPublicKey().getEncoded();
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build(), claims().build());
            jwt.sign(new MACSigner(publicKey));

            assertRefused(jwt.serialize(), "invalid");
        }

        @Test
        void anAlgorithmThatIsNotListed() {
            jwts = jwts(settings("", List.of("ES256")));

            assertRefused(good(), "invalid");
        }

        @Test
        void theSignatureOfAnotherKeyOfThatId() {
            assertRefused(IssuerServer.signed(IssuerServer.rsa("rsa-1"), claims().build()), "invalid");
        }

        @Test
        void changedClaims() {
            String[] parts = good().split("\\.");
            String changed = Base64URL.encode(
                            claims().claim("role", "OWNER").build().toString())
                    .toString();

            assertRefused(parts[0] + "." + changed + "." + parts[2], "invalid");
        }

        @Test
        void anUnknownKeyId() {
            assertRefused(IssuerServer.signed(IssuerServer.rsa("rsa-2"), claims().build()), "invalid");
        }

        @Test
        void aKeyThatTheTokenBringsItself() throws Exception {
            RSAKey own = IssuerServer.rsa("rsa-1");
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .jwk(own.toPublicJWK())
                    .jwkURL(URI.create("http://127.0.0.1:9/keys"))
                    .x509CertURL(URI.create("http://127.0.0.1:9/cert"))
                    .build();

            assertRefused(IssuerServer.signed(header, own, claims().build()), "invalid");
        }

        @Test
        void anExtensionThatMustBeUnderstood() {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID("rsa-1")
                    .criticalParams(Set.of("exp-ext"))
                    .customParam("exp-ext", 1)
                    .build();

            assertRefused(IssuerServer.signed(header, IssuerServer.RSA, claims().build()), "invalid");
        }

        @Test
        void anotherType() {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID("rsa-1")
                    .type(new com.nimbusds.jose.JOSEObjectType("dpop+jwt"))
                    .build();

            assertRefused(IssuerServer.signed(header, IssuerServer.RSA, claims().build()), "invalid");
        }

        @Test
        void anotherIssuer() {
            assertRefusedFor(claims().issuer("https://evil.example.org"), "issuer");
            assertRefusedFor(claims().issuer(null), "issuer");
            assertRefusedFor(claims().issuer(issuer.uri() + "/"), "issuer");
        }

        @Test
        void anotherAudienceOrNone() {
            assertRefusedFor(claims().audience("others"), "audience");
            assertRefusedFor(claims().audience(List.of()), "audience");
        }

        @Test
        void aTokenWithoutAnEnd() {
            assertRefusedFor(claims().expirationTime(null), "noExpiry");
        }

        @Test
        void aTokenThatIsOverOrNotYetGoodByMoreThanAMinute() {
            assertRefusedFor(claims().expirationTime(at(Duration.ofSeconds(-61))), "expired");
            assertRefusedFor(claims().notBeforeTime(at(Duration.ofSeconds(61))), "notYetValid");
        }

        @Test
        void anEndThatIsNoTime() {
            assertRefusedFor(claims().claim("exp", "tomorrow"), "invalid");
            assertRefusedFor(claims().claim("exp", Long.MIN_VALUE / 1000), "expired");
        }

        @Test
        void nobody() {
            assertRefusedFor(claims().subject(null), "subject");
            assertRefusedFor(claims().subject(" "), "subject");
            assertRefusedFor(claims().subject("a".repeat(256)), "subject");
            assertRefusedFor(claims().subject("a\u0000b"), "subject");
        }

        @ParameterizedTest
        @ValueSource(strings = {"eyJ.", "eyJ..", "eyJhbGciOiJSUzI1NiJ9.e30.AA", "eyJ.e30.e30.e30.e30", "eyJ////.A.A"})
        void garbage(String token) {
            assertRefused(token, "invalid");
        }

        @Test
        void headersWithinHeadersWithoutEnd() {
            String deep = "{\"alg\":\"RS256\",\"x\":" + "[".repeat(2500) + "]".repeat(2500) + "}";
            assertRefused(Base64URL.encode(deep.getBytes(StandardCharsets.UTF_8)) + ".e30.AA", "invalid");
        }

        private void assertRefusedFor(JWTClaimsSet.Builder claims, String detail) {
            assertRefused(IssuerServer.signed(IssuerServer.RSA, claims.build()), detail);
        }
    }

    @Test
    void allowsAMinuteBetweenTheClocks() {
        assertThat(jwts.verify(signed(claims().expirationTime(at(Duration.ofSeconds(-59)))))
                        .subject())
                .isEqualTo("alice");
        assertThat(jwts.verify(signed(claims().notBeforeTime(at(Duration.ofSeconds(59)))))
                        .subject())
                .isEqualTo("alice");
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        return IssuerServer.signed(IssuerServer.RSA, claims.build());
    }

    @Nested
    class WhatATokenMayDo {
        @Test
        void comesFromItsScopesIfItNamesAny() {
            assertThat(scopes(claims().claim("scope", "openid sessions:read"))).containsExactly(Scope.SESSIONS_READ);
            assertThat(scopes(claims().claim("scope", List.of("wallet:read")))).containsExactly(Scope.WALLET_READ);
            assertThat(scopes(claims().claim("scope", "openid"))).isEmpty();
        }

        @Test
        void comesFromItsRoleIfNot() {
            assertThat(scopes(claims().claim("role", "VIEWER")))
                    .containsExactlyInAnyOrder(Scope.SESSIONS_READ, Scope.PRICING_READ, Scope.WALLET_READ);
        }

        @Test
        void isNothingWithoutScopesAndRole() {
            assertThat(scopes(claims().claim("role", null))).isEmpty();
            assertThat(scopes(claims().claim("role", "owner"))).isEmpty();
            assertThat(scopes(claims().claim("role", List.of("OWNER")))).isEmpty();
        }

        @Test
        void managesTheKeysOfItsOwnWorkspaceAsOwnerOrAdministrator() {
            assertThat(jwts.verify(signed(claims())).managesKeysOf("cats")).isTrue();
            assertThat(jwts.verify(signed(claims())).managesKeysOf("dogs")).isFalse();
            assertThat(jwts.verify(signed(claims().claim("role", "VIEWER"))).managesKeysOf("cats"))
                    .isFalse();
        }

        private Set<Scope> scopes(JWTClaimsSet.Builder claims) {
            return jwts.verify(signed(claims)).scopes();
        }
    }

    @Nested
    class WithoutAWorkspace {
        @Test
        void isGoodButActsForNone() {
            JwtPrincipal alice = jwts.verify(signed(claims().claim("workspace_id", null)));

            assertThat(alice.managesKeysOf("cats")).isFalse();
            assertThatExceptionOfType(NotAuthorizedException.class)
                    .isThrownBy(alice::workspaceId)
                    .returns("workspace:notSelected", NotAuthorizedException::detail);
        }

        @Test
        void actsForOneAsSoonAsThatExists() {
            String token = signed(claims().claim("workspace_id", "dogs"));
            assertThat(jwts.verify(token).selectedWorkspaceId()).isNull();

            knownWorkspace = "dogs";

            assertThat(jwts.verify(token).workspaceId()).isEqualTo("dogs");
        }
    }

    @Nested
    class ATokenJustSeen {
        @Test
        void isNotCheckedAgainForAMinute() {
            String token = good();
            jwts.verify(token);
            nanos.addAndGet(Duration.ofSeconds(59).toNanos());

            jwts.verify(token);

            assertThat(lookups).hasValue(1);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            jwts.verify(token);
            assertThat(lookups).hasValue(2);
        }

        @Test
        void isNoLongerGoodAfterItsEnd() {
            String token = signed(claims().expirationTime(at(Duration.ofSeconds(10))));
            jwts.verify(token);
            clock.advance(Duration.ofSeconds(71));

            assertRefused(token, "expired");
        }

        @Test
        void vouchesForNoOther() {
            String token = good();
            jwts.verify(token);

            assertRefused(token.substring(0, token.length() - 3) + "AAA", "invalid");
        }
    }

    @Nested
    class TheIssuer {
        @Test
        void isAskedOnceForManyTokens() {
            for (int i = 0; i < 20; i++) {
                jwts.verify(signed(claims().jwtID("id" + i)));
            }

            assertThat(issuer.fetches).hasValue(1);
        }

        @Test
        void isAskedAgainForANewKey() {
            jwts.verify(good());
            RSAKey fresh = IssuerServer.rsa("rsa-2");
            issuer.add(fresh);

            assertThat(jwts.verify(IssuerServer.signed(fresh, claims().build())).subject())
                    .isEqualTo("alice");
            assertThat(issuer.fetches).hasValue(2);
        }

        @Test
        void isNotAskedForEveryKeyIdThatSomebodyMakesUp() {
            RSAKey evil = IssuerServer.rsa("evil");
            jwts.verify(good());
            for (int i = 0; i < 50; i++) {
                assertRefused(
                        IssuerServer.signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID("evil-" + i)
                                        .build(),
                                evil,
                                claims().build()),
                        "invalid");
            }

            assertThat(issuer.fetches.get()).isLessThanOrEqualTo(2);
        }

        @Test
        void mayBeAwayForAnHourOnceItsKeysAreKnown() {
            jwts.verify(good());
            issuer.status = 503;
            clock.advance(Duration.ofMinutes(30));

            assertThat(jwts.verify(good()).subject()).isEqualTo("alice");
        }

        @Test
        void leavesTokensUndecidedWhenItIsAwayFromTheStart() {
            issuer.status = 503;

            for (int i = 0; i < 5; i++) {
                assertUndecided(good());
            }

            assertThat(issuer.fetches.get()).isLessThanOrEqualTo(2);
            issuer.status = 200;
            clock.advance(IssuerKeys.MIN_INTERVAL);
            assertThat(jwts.verify(good()).subject()).isEqualTo("alice");
        }

        @ParameterizedTest
        @ValueSource(strings = {"not JSON", "{\"keys\":7}", "[]"})
        void leavesTokensUndecidedWhenItAnswersNonsense(String nonsense) {
            issuer.body = nonsense;

            assertUndecided(good());
        }

        @Test
        void leavesTokensUndecidedWhenItAnswersWithoutEnd() {
            issuer.body = "{\"keys\":[]," + " ".repeat(64 * 1024) + "}";

            assertUndecided(good());
        }

        @Test
        void isNotBelievedAsAnother() {
            issuer.announcedIssuer = "https://another.example.org";

            assertUndecided(good());
        }

        @Test
        void isNotBelievedWhenItPointsToAFile() {
            issuer.announcedKeys = "file:///etc/hostname";

            assertUndecided(good());
        }
    }
}
