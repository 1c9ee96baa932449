// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.keys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /workspaces/{workspaceId}/api-keys} as it comes.
 *
 * @param label what people call the key
 * @param environment {@code TEST}
 * @param scopes wire names
 */
record MintKeyRequest(
        @Nullable String label,
        @Nullable String environment,
        @Nullable List<@Nullable String> scopes) {}
