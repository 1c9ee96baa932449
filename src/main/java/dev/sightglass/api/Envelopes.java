// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Writes the two JSON envelopes of the contract (sections 1.1 and 1.2) as UTF-8. Safe for concurrent use. */
public final class Envelopes {

    /** What both envelopes are. */
    public static final String CONTENT_TYPE = "application/json";

    private final ObjectMapper json;
    private final Clock clock;

    public Envelopes(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** Answers with data in the success envelope: body, content type, the consistency token if one was issued, never to be stored by caches. */
    public void answer(Exchange exchange, Object data) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, CONTENT_TYPE);
        message.setHeader("Cache-Control", "no-store");
        ConsistencyTokens.answer(exchange);
        message.setBody(success(data));
    }

    byte[] success(Object data) {
        return write(new Success(200, "Request successful", data, Timestamps.text(clock.instant())));
    }

    /** The error envelope. */
    public byte[] error(Problem problem) {
        ErrorCode code = problem.code();
        return write(new Failure(
                code.status(),
                code.name(),
                code.message(),
                problem.detail(),
                problem.hint(),
                Timestamps.text(clock.instant())));
    }

    /** The error envelope for many moments. */
    Template template(Problem problem) {
        return new Template(error(problem));
    }

    /** The envelope of an error that the container raised, of which only the status is known. */
    public byte[] containerError(int status) {
        ErrorCode code = ErrorCode.ofStatus(status);
        return write(new Failure(
                status, code.name(), code.message(), "http:" + status, null, Timestamps.text(clock.instant())));
    }

    private byte[] write(Object envelope) {
        try {
            return json.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An envelope that is made again and again, at another time each. */
    static final class Template {
        /** Bytes from the beginning of the time to the end: 24 characters, a quote, a brace. */
        private static final int FROM_END = 26;

        private final byte[] envelope;

        private Template(byte[] envelope) {
            this.envelope = envelope;
        }

        byte[] at(Instant time) {
            byte[] copy = envelope.clone();
            byte[] text = Timestamps.text(time).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, copy, copy.length - FROM_END, text.length);
            return copy;
        }
    }

    private record Success(int statusCode, String message, Object data, String timestamp) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Failure(
            int statusCode,
            String code,
            String message,
            String detail,
            @Nullable String hint,
            String timestamp) {}
}
