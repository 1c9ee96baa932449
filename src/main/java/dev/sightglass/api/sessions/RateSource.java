// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.sessions;

import dev.sightglass.session.Price;
import dev.sightglass.session.RequestSession;

/** Names the price of a session that is asked for. Called once per session, on the request's thread. */
@FunctionalInterface
public interface RateSource {
    /**
     * The price that holds from now on: that of the quote the wish names, which is spent by this, or today's.
     *
     * @param wish in range already
     * @throws dev.sightglass.platform.ContractException if the quote can't be had: {@code QUOTE_NOT_FOUND},
     *     {@code QUOTE_EXPIRED}
     */
    Price rate(RequestSession wish);
}
