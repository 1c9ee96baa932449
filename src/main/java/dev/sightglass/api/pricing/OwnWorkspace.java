// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.pricing;

import dev.sightglass.api.ApiExchange;
import dev.sightglass.api.InvalidInputException;
import dev.sightglass.api.QueryParameters;
import dev.sightglass.api.WorkspaceMismatchException;
import org.apache.camel.Exchange;

/** The query parameter {@code workspaceId}, which may be left out and must else be the caller's own. */
final class OwnWorkspace {

    static final String PARAMETER = "workspaceId";

    private OwnWorkspace() {}

    /**
     * The workspace that a request is about.
     *
     * @throws InvalidInputException if it is given without a value
     * @throws WorkspaceMismatchException if it is another than the caller's
     */
    static String of(Exchange exchange, QueryParameters query, String area) {
        String own = ApiExchange.principal(exchange).workspaceId();
        String asked = query.text(PARAMETER);
        if (asked != null && asked.isEmpty()) {
            throw InvalidInputException.field(area, PARAMETER, "the id of your workspace, or leave it out");
        }
        if (asked != null && !asked.equals(own)) {
            throw new WorkspaceMismatchException(area);
        }
        return own;
    }
}
