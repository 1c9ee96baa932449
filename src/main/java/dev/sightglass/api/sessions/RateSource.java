// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.sessions;

import dev.sightglass.session.Price;
import dev.sightglass.session.RequestSession;
import java.util.function.Function;

/** Names the price of a session that is asked for. Called once per session, on the request's thread. */
public interface RateSource {
    /**
     * Makes a purchase at the price that holds now: that of the quote the wish names, which is spent by this unless the purchase is
     * refused, or today's.
     *
     * @param wish in range already
     * @param purchase called once; refuses by a {@link dev.sightglass.platform.ContractException}
     * @return what was bought
     * @throws dev.sightglass.platform.ContractException if the quote can't be had, {@code QUOTE_NOT_FOUND} or {@code QUOTE_EXPIRED};
     *     or that of the purchase
     */
    <T> T atRate(RequestSession wish, Function<Price, T> purchase);
}
