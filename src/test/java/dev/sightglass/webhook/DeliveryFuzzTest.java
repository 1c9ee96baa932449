// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sightglass.fuzzing.FuzzInput;
import dev.sightglass.platform.CloudflareWebhookSettings;
import dev.sightglass.platform.CloudflareWebhookSettings.AnyInput;
import dev.sightglass.platform.Secret;
import dev.sightglass.webhook.DeliveryCheck.Credentials;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Deliveries from anybody: token, secret and signature, a line each, then the body. */
class DeliveryFuzzTest {
    private final DeliveryCheck check = new DeliveryCheck(
            new CloudflareWebhookSettings(
                    Secret.of("token"),
                    Secret.of("secret"),
                    Secret.of("signing"),
                    new AnyInput(Secret.of(""), "default")),
            Clock.fixed(Instant.ofEpochSecond(1_641_857_124), ZoneOffset.UTC));

    @DictionaryEntries({
        "\"data\":{",
        "\"event_type\":",
        "\"live_input.connected\"",
        "\"input_id\":",
        "\"updated_at\":",
        "\"2022-01-13T07:11:28.878102141Z\"",
        "+18:00",
        "time=1641857124,sig1="
    })
    @FuzzTest
    void aDeliveryIsRefusedOrUnreadableOrAnEventThatFitsItsRow(byte[] delivery) {
        FuzzInput input = new FuzzInput(delivery);
        Credentials credentials = new Credentials(input.line(), input.line(), input.line());
        byte[] body = input.rest();

        check(credentials, body);
        try {
            CloudflareDelivery.read(body).ifPresent(DeliveryFuzzTest::fitsItsRow);
        } catch (UnreadableDeliveryException unreadable) {
            assertThat(unreadable.code()).isEqualTo("INVALID_INPUT");
        }
    }

    private void check(Credentials credentials, byte[] body) {
        try {
            check.check(credentials, body);
        } catch (DeliveryRefusedException refused) {
            return;
        }
        assertThat(credentials.token()).isEqualTo("token");
        // No signature is to be found by trying: 256 bits.
        assertThat(credentials.secret()).isEqualTo("secret");
    }

    /** A VARCHAR of 64 and a BIGINT of nanoseconds. */
    private static void fitsItsRow(InputEvent event) {
        assertThat(event.inputId()).matches("[A-Za-z0-9_-]{1,64}");
        long nanos = Math.addExact(
                Math.multiplyExact(event.updatedAt().getEpochSecond(), 1_000_000_000L),
                event.updatedAt().getNano());
        assertThat(nanos).isNotNegative();
    }
}
