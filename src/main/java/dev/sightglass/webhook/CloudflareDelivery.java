// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sightglass.webhook.InputEvent.Kind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a live input's notification (Cloudflare Stream, "Receive Live Webhooks"). Lenient, since it is a third
 * party's to extend: only {@code data.input_id}, {@code data.event_type} and {@code data.updated_at} are looked at.
 */
public final class CloudflareDelivery {
    private static final int MAXIMUM_DEPTH = 64;
    private static final Pattern INPUT_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** What a BIGINT of nanoseconds holds ends in 2262. */
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final Map<String, Kind> KINDS = Map.of(
            "live_input.connected", Kind.CONNECTED,
            "live_input.disconnected", Kind.DISCONNECTED,
            "live_input.errored", Kind.ERRORED);

    private static final ObjectReader JSON = reader();

    private CloudflareDelivery() {}

    /**
     * The event of a delivery; empty if it carries none that we know, such as the one of the console's "Save and test".
     *
     * @throws UnreadableDeliveryException if the body is absent or not JSON
     */
    public static Optional<InputEvent> read(byte[] body) {
        JsonNode data = parse(body).path("data");
        Kind kind = KINDS.get(data.path("event_type").asText());
        String inputId = data.path("input_id").asText();
        Instant updatedAt = instant(data.path("updated_at").asText());
        if (kind == null || updatedAt == null || !INPUT_ID.matcher(inputId).matches()) {
            return Optional.empty();
        }
        return Optional.of(new InputEvent(inputId, kind, updatedAt));
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isMissingNode()) {
                throw new UnreadableDeliveryException();
            }
            return json;
        } catch (IOException e) {
            throw new UnreadableDeliveryException();
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST) ? null : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ObjectReader reader() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAXIMUM_DEPTH)
                        .build());
        return mapper.reader();
    }
}
