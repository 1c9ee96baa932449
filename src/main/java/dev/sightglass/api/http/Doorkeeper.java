// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests away of whom it is known what their route would answer, before anything is made for them. Safe for concurrent
 * use; does not block.
 */
@FunctionalInterface
public interface Doorkeeper {

    /**
     * Refuses a request, or lets it in.
     *
     * @param endpoint URI of the endpoint at which it arrived, one for each route
     * @return the body of the refusal, whose head is in the response then; null to let it in
     */
    byte @Nullable [] refusal(String endpoint, HttpServletRequest request, HttpServletResponse response);
}
