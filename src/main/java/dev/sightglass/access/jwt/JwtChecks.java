// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.jwt;

import dev.sightglass.access.NotAuthenticatedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/** What a token whose signature is good must say to be good itself (RFC 7519 section 4.1). */
final class JwtChecks {
    /** How far the issuer's clock may be from ours. */
    static final Duration SKEW = Duration.ofSeconds(60);

    /** What is kept of a subject has room for any that an issuer gives (OpenID Connect Core section 2: at most 255). */
    private static final int MAX_SUBJECT_LENGTH = 255;

    private final OAuth2TokenValidator<Jwt> issuer;
    private final List<String> audiences;
    private final JwtTimestampValidator times;
    private final Clock clock;

    JwtChecks(String issuer, List<String> audiences, Clock clock) {
        this.issuer = new JwtIssuerValidator(issuer);
        this.audiences = audiences;
        this.times = new JwtTimestampValidator(SKEW);
        this.times.setClock(clock);
        this.clock = clock;
    }

    /**
     * The moment from which on the token is no longer good, skew included.
     *
     * @throws NotAuthenticatedException naming the first thing that is wrong
     */
    Instant goodUntil(Jwt jwt) {
        // Nothing here understands an extension that must be understood (RFC 7515 section 4.1.11).
        require(!jwt.getHeaders().containsKey("crit") && !jwt.getHeaders().containsKey("b64"), "extension");
        require(!issuer.validate(jwt).hasErrors(), "issuer");
        List<String> audience = Objects.requireNonNullElse(jwt.getClaimAsStringList(JwtClaimNames.AUD), List.of());
        require(audience.stream().anyMatch(audiences::contains), "audience");
        Instant expiresAt = jwt.getExpiresAt();
        if (expiresAt == null) {
            throw NotAuthenticatedException.token("noExpiry");
        }
        require(!times.validate(jwt).hasErrors(), expiresAt.isBefore(clock.instant()) ? "expired" : "notYetValid");
        String subject = jwt.getSubject();
        require(subject != null && isSubject(subject), "subject");
        return expiresAt.plus(SKEW);
    }

    /** It is stored with what the subject makes, and PostgreSQL takes no NUL. */
    private static boolean isSubject(String text) {
        return !text.isBlank()
                && text.length() <= MAX_SUBJECT_LENGTH
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw NotAuthenticatedException.token(otherwise);
        }
    }
}
