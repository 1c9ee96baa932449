// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.sightglass.platform.CloudflareWebhookSettings;
import dev.sightglass.platform.CloudflareWebhookSettings.AnyInput;
import dev.sightglass.platform.Secret;
import dev.sightglass.webhook.DeliveryCheck.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryCheckTest {
    private static final long NOW = 1_641_857_124;
    private static final byte[] BODY = "{\"data\":\"ü\"}".getBytes(StandardCharsets.UTF_8);

    private final DeliveryCheck check = check("token", "secret", "signing");

    private static DeliveryCheck check(String token, String secret, String signing) {
        return new DeliveryCheck(
                new CloudflareWebhookSettings(
                        Secret.of(token),
                        Secret.of(secret),
                        Secret.of(signing),
                        new AnyInput(Secret.of(""), "default")),
                Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));
    }

    private static String signature(String key, long time, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
        return "time=" + time + ",sig1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private void assertPasses(Credentials credentials) {
        assertThatNoException().isThrownBy(() -> check.check(credentials, BODY));
    }

    private static void assertRefused(DeliveryCheck check, Credentials credentials) {
        assertThatExceptionOfType(DeliveryRefusedException.class).isThrownBy(() -> check.check(credentials, BODY));
    }

    @Test
    void tokenAndSecretPass() {
        assertPasses(new Credentials("token", "secret", null));
    }

    @ParameterizedTest
    @CsvSource({",secret", "token,", "'',secret", "token,''", "Token,secret", "token,secret2", "tokentoken,secret"})
    void oneOfThemIsNotEnough(String token, String secret) {
        assertRefused(check, new Credentials(token, secret, null));
    }

    @Test
    void tokenAndSignaturePass() throws Exception {
        assertPasses(new Credentials("token", null, signature("signing", NOW, BODY)));
    }

    @Test
    void aSignatureDoesNotStandForTheToken() throws Exception {
        assertRefused(check, new Credentials("other", null, signature("signing", NOW, BODY)));
    }

    @Test
    void aSignatureOfAnotherBodyIsRefused() throws Exception {
        assertRefused(check, new Credentials("token", null, signature("signing", NOW, new byte[0])));
    }

    @Test
    void aSignatureByAnotherKeyIsRefused() throws Exception {
        assertRefused(check, new Credentials("token", null, signature("secret", NOW, BODY)));
    }

    @ParameterizedTest
    @ValueSource(longs = {NOW - 300, NOW + 300})
    void aSignatureMayBeFiveMinutesOff(long time) throws Exception {
        assertPasses(new Credentials("token", null, signature("signing", time, BODY)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, NOW - 301, NOW + 301, 999_999_999_999L})
    void aSignatureOfAnotherTimeIsRefused(long time) throws Exception {
        assertRefused(check, new Credentials("token", null, signature("signing", time, BODY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sig1=00", "time=1641857124", "time=-1,sig1=00", "time=99999999999999999999,sig1=00"})
    void aMalformedSignatureIsRefused(String signature) {
        assertRefused(check, new Credentials("token", null, signature));
    }

    @Test
    void whatIsNotConfiguredLetsNobodyPass() throws Exception {
        assertRefused(check("", "secret", "signing"), new Credentials("", "secret", null));
        assertRefused(check("token", "", ""), new Credentials("token", "", null));
        assertRefused(check("token", "", ""), new Credentials("token", null, signature(" ", NOW, BODY)));
    }
}
