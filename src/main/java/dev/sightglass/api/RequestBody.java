// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON request body strictly: one object, no unknown property, no number in quotes, little nesting. What is wrong is
 * said with the name of the property. Safe for concurrent use.
 *
 * @param <T> what the body becomes
 */
public final class RequestBody<T> {

    /** With a charset or without: JSON is UTF-8 (RFC 8259 section 8.1), but clients like to say so. */
    private static final Pattern JSON =
            Pattern.compile("application/json\\s*+(;\\s*+charset=\"?utf-8\"?)?+\\s*+", Pattern.CASE_INSENSITIVE);

    private static final int MAXIMUM_DEPTH = 16;

    private final ObjectReader reader;
    private final String area;

    /** @param area what the fields belong to, first half of an error's detail */
    public RequestBody(Class<T> type, String area) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                // A blank text where a number belongs would pass for none at all.
                .withCoercionConfigDefaults(any -> any.setAcceptBlankAsEmpty(false)
                        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAXIMUM_DEPTH)
                        .build());
        this.reader = mapper.readerFor(type);
        this.area = area;
    }

    /**
     * The body of a request.
     *
     * @throws InvalidInputException if the body is absent, not JSON, or does not fit
     * @throws UnsupportedMediaTypeException if it claims to be something else than JSON
     */
    public T read(Exchange exchange) {
        return readIfAny(exchange).orElseThrow(() -> InvalidInputException.body("a JSON object is expected"));
    }

    /** The body of a request that may do without one, or empty. Refuses what {@link #read} refuses, save an absent body. */
    public Optional<T> readIfAny(Exchange exchange) {
        // Once: it is a stream, and empty the second time.
        byte @Nullable [] body = exchange.getMessage().getBody(byte[].class);
        if (body == null || body.length == 0) {
            return Optional.empty();
        }
        if (!JSON.matcher(exchange.getMessage().getHeader("Content-Type", "", String.class))
                .matches()) {
            throw new UnsupportedMediaTypeException();
        }
        return Optional.of(parse(body));
    }

    private T parse(byte[] body) {
        try {
            T value = reader.readValue(body);
            if (value == null) {
                throw InvalidInputException.body("a JSON object is expected");
            }
            return value;
        } catch (JsonMappingException e) {
            throw misfit(e);
        } catch (JsonProcessingException e) {
            throw InvalidInputException.body("this is not valid JSON");
        } catch (IOException e) {
            throw InvalidInputException.body("the body could not be read");
        }
    }

    private InvalidInputException misfit(JsonMappingException e) {
        List<JsonMappingException.Reference> path = e.getPath();
        String field = path.isEmpty() ? null : path.get(0).getFieldName();
        if (field == null) {
            return InvalidInputException.body("a JSON object is expected");
        }
        return InvalidInputException.unknown(
                area, field, "unknownProperty", "unknown here, given twice, or of the wrong type");
    }
}
