// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.consistency.DataStore;
import dev.sightglass.consistency.InvalidTokenException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Consistency tokens on the wire (contract section 1.3): takes them from requests, puts them on answers. */
public final class ConsistencyTokens {
    private static final Logger LOG = LoggerFactory.getLogger(ConsistencyTokens.class);

    static final String HEADER = "X-Lx-Consistency-Token";

    private final DataStore store;

    /** @param store the one that keys, sessions and workspaces are in */
    public ConsistencyTokens(DataStore store) {
        this.store = store;
    }

    /**
     * The token to go by for that of the request, for this and later steps; null if it brings none. Costs no statement then,
     * nor for a token that reads of this process already covered.
     *
     * @throws InvalidTokenException if it brings something else
     */
    @Nullable ConsistencyToken take(Exchange exchange) {
        Object header = exchange.getMessage().removeHeader(HEADER);
        if (header == null) {
            return null;
        }
        ConsistencyToken brought = ConsistencyToken.parse(header.toString());
        ConsistencyToken token = store.recognise(brought);
        ApiExchange.setConsistency(exchange, token);
        if (!token.equals(brought)) {
            ApiExchange.setIssuedToken(exchange, token);
        }
        return token;
    }

    /**
     * {@code issue-consistency-token}: the answer names what has been written by now. Stands after the write, which is not
     * undone when the database goes away just then: the answer has no token then, rather than no plaintext of a key just made.
     */
    public void issue(Exchange exchange) {
        try {
            ApiExchange.setIssuedToken(exchange, store.now());
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("event=no-consistency-token error={}", e.getClass().getName());
        }
    }

    /** Puts the token that was issued, if one was, on the answer. */
    public static void answer(Exchange exchange) {
        String issued = ApiExchange.issuedToken(exchange);
        if (issued != null) {
            Message message = exchange.getMessage();
            message.setHeader(HEADER, issued);
        }
    }
}
