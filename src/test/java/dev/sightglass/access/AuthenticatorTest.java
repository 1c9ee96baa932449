// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.testdb.OnH2;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnH2.class)
class AuthenticatorTest {
    private static final String KEY = "lxxn_test_configured-key-of-people";

    private final ApiKeys keys;
    private final Authenticator authenticator;

    AuthenticatorTest(DataSource database) {
        keys = ApiKeys.stored(database, Clock.systemUTC(), new SecureRandom());
        authenticator = new Authenticator(keys, JwtVerifier.none());
    }

    @BeforeEach
    void install() {
        BootstrapKey.install(keys, KEY);
    }

    private ThrowableAssertAlternative<NotAuthenticatedException> assertRefused(String header) {
        return assertThatExceptionOfType(NotAuthenticatedException.class)
                .isThrownBy(() -> authenticator.authenticate(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR   ", " Bearer "})
    void takesTheSchemeInAnyCase(String scheme) {
        assertThat(authenticator.authenticate(scheme + KEY).workspaceId()).isEqualTo("default");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   "})
    void asksForACredentialWhereThereIsNone(String header) {
        assertRefused(header)
                .returns("NOT_AUTHENTICATED", AccessDeniedException::code)
                .returns("key:missing", AccessDeniedException::detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic dXNlcjpwYXNz",
                KEY,
                "Bearer" + KEY,
                "Bearer\t" + KEY,
                "Bearer " + KEY + " " + KEY,
                "Bearer " + KEY + ", Bearer " + KEY,
                "Bearer \"" + KEY + "\"",
                "Bearer lxxn_test_\u0000",
                "Bearer lxxn_t\u00e9st",
                "Bearer \u212a",
                "Bearer =padding-first",
                "Bearer pad=ding"
            })
    void refusesWhatIsNotBearerAndOneToken(String header) {
        assertRefused(header)
                .returns("INVALID_TOKEN", AccessDeniedException::code)
                .returns("token:malformed", AccessDeniedException::detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", " bearer   "})
    void missesTheTokenBehindTheScheme(String header) {
        assertRefused(header)
                .returns("MISSING_TOKEN", AccessDeniedException::code)
                .returns("token:missing", AccessDeniedException::detail);
    }

    @Test
    void refusesAHeaderLongerThanAnyCredential() {
        assertRefused("Bearer " + "x".repeat(4090)).returns("token:malformed", AccessDeniedException::detail);
        assertRefused("Bearer " + "x".repeat(4089)).returns("token:unknown", AccessDeniedException::detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lxxn_", "lxxn_test_000000_x", KEY + "x", "lxxn_test_configured-key-of-peopl"})
    void callsATokenLikeAKeyAnUnknownKey(String token) {
        assertRefused("Bearer " + token)
                .returns("INVALID_API_KEY", AccessDeniedException::code)
                .returns("key:unknown", AccessDeniedException::detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "eyJhbGciOiJub25lIn0.e30.", "LXXN_test_000000_x", "a.b~c+d/e-f_g=="})
    void callsAnyOtherTokenUnknown(String token) {
        assertRefused("Bearer " + token)
                .returns("INVALID_TOKEN", AccessDeniedException::code)
                .returns("token:unknown", AccessDeniedException::detail);
    }

    @Test
    void repeatsNothingOfACredentialAndKeepsNoStackTrace() {
        assertRefused("Bearer lxxn_s3cret").satisfies(refusal -> {
            assertThat(refusal.getMessage()).doesNotContain("s3cret");
            assertThat(refusal.getStackTrace()).isEmpty();
        });
    }
}
