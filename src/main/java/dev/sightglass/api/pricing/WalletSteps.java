// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.pricing;

import dev.sightglass.api.Envelopes;
import dev.sightglass.api.InvalidInputException;
import dev.sightglass.api.QueryParameters;
import dev.sightglass.api.Timestamps;
import dev.sightglass.pricing.Ledger;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.apache.camel.Processor;

/** The steps that show a wallet without a chain: the spending limit stands in for the pool, and no block was ever seen. */
public final class WalletSteps {

    /** Nobody's address: workspaces have no wallet here. */
    static final String NO_ADDRESS = "0x" + "0".repeat(40);

    /**
     * The balance where nothing limits spending, in micro-USDC: a billion USDC. Below 2^53, so that a client which reads it into a
     * double loses nothing.
     */
    static final long UNLIMITED = 1_000_000_000_000_000L;

    private static final String AREA = "wallet";
    private static final int MOST_EVENTS = 200;
    private static final int LONGEST_CURSOR = 200;

    private final Ledger ledger;
    private final Clock clock;
    private final Envelopes envelopes;

    public WalletSteps(Ledger ledger, Clock clock, Envelopes envelopes) {
        this.ledger = ledger;
        this.clock = clock;
        this.envelopes = envelopes;
    }

    /** {@code answer-wallet}: what the caller's workspace has left to spend. */
    public Processor state() {
        return exchange -> {
            QueryParameters query = QueryParameters.of(exchange, AREA, Set.of(OwnWorkspace.PARAMETER));
            String workspaceId = OwnWorkspace.of(exchange, query, AREA);
            envelopes.answer(
                    exchange,
                    new Wallet(
                            workspaceId,
                            NO_ADDRESS,
                            Long.toString(ledger.leftTo(workspaceId).orElse(UNLIMITED)),
                            "0",
                            Timestamps.text(clock.instant())));
        };
    }

    /** {@code answer-wallet-events}: none, ever. What is wrong with the query is said all the same. */
    public Processor events() {
        return exchange -> {
            QueryParameters query =
                    QueryParameters.of(exchange, AREA, Set.of("cursor", "limit", OwnWorkspace.PARAMETER));
            String cursor = query.text("cursor");
            if (cursor != null && (cursor.isEmpty() || cursor.length() > LONGEST_CURSOR)) {
                throw InvalidInputException.field(AREA, "cursor", "the id of the last event of the page before");
            }
            if (query.text("limit") != null) {
                query.wholeNumber("limit", 1, MOST_EVENTS);
            }
            OwnWorkspace.of(exchange, query, AREA);
            envelopes.answer(exchange, List.of());
        };
    }

    private record Wallet(
            String workspaceId, String walletAddress, String trackedBalance, String lastSyncBlock, String updatedAt) {}
}
