// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.keys;

import dev.sightglass.access.Environment;
import dev.sightglass.access.KeyGrant;
import dev.sightglass.access.Principal;
import dev.sightglass.access.Scope;
import dev.sightglass.api.ApiExchange;
import dev.sightglass.api.InvalidInputException;
import dev.sightglass.api.RequestBody;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * {@code read-mint-key}: the body of a request as a {@link KeyGrant} for the workspace in the path. Nobody hands out a scope that
 * is not their own.
 */
public final class ReadMintKey implements Processor {

    private static final String AREA = "key";
    private static final int MAX_LABEL_LENGTH = 80;
    private static final String SCOPES =
            Arrays.stream(Scope.values()).map(Scope::wireName).collect(Collectors.joining(", "));

    private final RequestBody<MintKeyRequest> body = new RequestBody<>(MintKeyRequest.class, AREA);

    @Override
    public void process(Exchange exchange) {
        MintKeyRequest request = body.read(exchange);
        Principal maker = ApiExchange.principal(exchange);
        String label = label(request.label());
        requireTest(request.environment());
        Set<Scope> scopes = scopes(request.scopes());
        scopes.forEach(maker::require);
        exchange.getMessage()
                .setBody(new KeyGrant(
                        ApiExchange.workspaceId(exchange), label, Environment.TEST, scopes, maker.identity(), false));
    }

    private static String label(@Nullable String text) {
        String label = text == null ? "" : text.strip();
        boolean printable = label.codePoints().noneMatch(Character::isISOControl);
        if (label.isEmpty() || label.codePointCount(0, label.length()) > MAX_LABEL_LENGTH || !printable) {
            throw InvalidInputException.field(AREA, "label", "1 to " + MAX_LABEL_LENGTH + " printable characters");
        }
        return label;
    }

    private static void requireTest(@Nullable String environment) {
        if (!Environment.TEST.name().equals(environment)) {
            throw InvalidInputException.field(AREA, "environment", "TEST; there are no LIVE keys yet");
        }
    }

    private static Set<Scope> scopes(@Nullable List<@Nullable String> names) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : names == null ? List.<@Nullable String>of() : names) {
            scopes.add(Scope.of(String.valueOf(name)).orElseThrow(ReadMintKey::wrongScopes));
        }
        if (scopes.isEmpty()) {
            throw wrongScopes();
        }
        return scopes;
    }

    private static InvalidInputException wrongScopes() {
        return InvalidInputException.field(AREA, "scopes", "at least one of " + SCOPES);
    }
}
