// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The workspaces there are from the start: {@code sightglass.workspaces} in {@code application.yaml}, where it is explained.
 *
 * @param workspaces in the order of the settings
 */
@ConfigurationProperties("sightglass")
public record WorkspaceSettings(@DefaultValue List<Entry> workspaces) {

    /**
     * One of them.
     *
     * @param id how keys, tokens and paths name it; null for the slug
     * @param slug unique name for people; null for the id
     * @param name what people call it; null leaves it as it is
     * @param roles CONSUMER, SUPPLIER or both
     * @param spendingLimitMicroUsdc what its sessions may cost together in micro-USDC, 0 for no limit; null for the one that all have
     */
    public record Entry(
            @Nullable String id,
            @Nullable String slug,
            @Nullable String name,
            @DefaultValue({"CONSUMER", "SUPPLIER"}) List<String> roles,
            @Nullable Long spendingLimitMicroUsdc) {}
}
