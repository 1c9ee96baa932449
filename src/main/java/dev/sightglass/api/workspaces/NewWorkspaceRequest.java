// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /workspaces} as it comes. Boxed, so that what is missing can be told.
 *
 * @param slug unique name for people
 * @param name what people call it
 * @param roles CONSUMER, SUPPLIER or both
 * @param walletAddress of the contract, of no use without a chain
 * @param signature likewise
 * @param nonce likewise
 */
record NewWorkspaceRequest(
        @Nullable String slug,
        @Nullable String name,
        @Nullable List<@Nullable String> roles,
        @Nullable String walletAddress,
        @Nullable String signature,
        @Nullable String nonce) {

    /** Keeps the signature out of whatever prints a message body. */
    @Override
    public String toString() {
        return "NewWorkspaceRequest[...]";
    }
}
