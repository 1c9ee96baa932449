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
import dev.sightglass.session.RequestSession;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * {@code read-open-session}: the body of a request as an {@link OpenSession} when it brings a feed along, else as a
 * {@link RequestSession}; what the values mean by themselves is checked, the address too.
 */
public final class ReadOpenSession implements Processor {

    /** Property of the exchange, true where the body brings a feed along: for the route to branch by. */
    public static final String OWN_FEED = "SightglassOwnFeed";

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
        boolean ownFeed = request.whepUrl() != null;
        exchange.setProperty(OWN_FEED, ownFeed);
        exchange.getMessage().setBody(ownFeed ? ownFeed(workspaceId, request) : requested(workspaceId, request));
    }

    private OpenSession ownFeed(String workspaceId, OpenSessionRequest request) {
        refuse("quoteId", request.quoteId(), "your own feed costs nothing");
        Integer asked = request.maxDurationSeconds();
        return new OpenSession(
                workspaceId,
                source(request),
                asked == null ? usualMaxDurationSeconds : asked,
                request.waitTimeoutSeconds(),
                request.lat(),
                request.lng());
    }

    private static RequestSession requested(String workspaceId, OpenSessionRequest request) {
        String hint = "only together with whepUrl";
        refuse("whepToken", request.whepToken(), hint);
        refuse("colorMatrix", request.colorMatrix(), hint);
        refuse("colorRange", request.colorRange(), hint);
        return new RequestSession(
                workspaceId,
                required("lat", request.lat()),
                required("lng", request.lng()),
                required("maxDurationSeconds", request.maxDurationSeconds()),
                request.waitTimeoutSeconds(),
                request.quoteId());
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw InvalidInputException.field(AREA, field, "required, unless you bring your own feed as whepUrl");
        }
        return value;
    }

    private static void refuse(String field, @Nullable String value, String hint) {
        if (value != null) {
            throw InvalidInputException.field(AREA, field, hint);
        }
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
