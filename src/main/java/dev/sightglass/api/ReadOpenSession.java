// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.AddressRefusedException;
import dev.sightglass.session.ColorMatrix;
import dev.sightglass.session.ColorRange;
import dev.sightglass.session.FeedSource;
import dev.sightglass.session.FeedToken;
import dev.sightglass.session.FeedUrl;
import dev.sightglass.session.OpenSession;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** {@code read-open-session}: the body of a request as an {@link OpenSession}, every field checked, the address too. */
public final class ReadOpenSession implements Processor {

    private static final String AREA = "session";

    private final RequestBody<OpenSessionRequest> body = new RequestBody<>(OpenSessionRequest.class, AREA);
    private final AddressPolicy addresses;
    private final int usualMaxDurationSeconds;

    /** @param usualMaxDurationSeconds where the request names none */
    public ReadOpenSession(AddressPolicy addresses, int usualMaxDurationSeconds) {
        this.addresses = addresses;
        this.usualMaxDurationSeconds = usualMaxDurationSeconds;
    }

    @Override
    public void process(Exchange exchange) {
        OpenSessionRequest request = body.read(exchange);
        String workspaceId = ApiExchange.principal(exchange).workspaceId();
        if (request.workspaceId() != null && !request.workspaceId().equals(workspaceId)) {
            throw new WorkspaceMismatchException(AREA);
        }
        Integer asked = request.maxDurationSeconds();
        exchange.getMessage()
                .setBody(new OpenSession(
                        workspaceId,
                        source(request),
                        asked == null ? usualMaxDurationSeconds : asked,
                        request.waitTimeoutSeconds(),
                        request.lat(),
                        request.lng()));
    }

    private FeedSource source(OpenSessionRequest request) {
        return new FeedSource(
                FeedUrl.of(checked(request.whepUrl())),
                request.whepToken() == null ? null : FeedToken.of(request.whepToken()),
                named("colorMatrix", request.colorMatrix(), ColorMatrix::of, "bt601 or bt709"),
                named("colorRange", request.colorRange(), ColorRange::of, "limited or full"));
    }

    private URI checked(@Nullable String whepUrl) {
        if (whepUrl == null) {
            throw InvalidInputException.field(AREA, "whepUrl", "the URL of a WHEP endpoint is required");
        }
        try {
            return addresses.parse(whepUrl);
        } catch (AddressRefusedException e) {
            throw InvalidInputException.field(
                    AREA,
                    "whepUrl",
                    "refused by the address rules: " + e.reason().label());
        }
    }

    private static <T> @Nullable T named(
            String field, @Nullable String value, Function<String, Optional<T>> lookup, String choices) {
        if (value == null) {
            return null;
        }
        return lookup.apply(value).orElseThrow(() -> InvalidInputException.field(AREA, field, choices));
    }
}
