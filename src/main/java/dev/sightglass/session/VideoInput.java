// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import org.jspecify.annotations.Nullable;

/**
 * A video backend's input: where one publishes and the other looks. Safe to print: URLs and token mask themselves.
 *
 * @param ref the backend's id of it
 * @param whipUrl where the operator publishes
 * @param whepUrl where we look
 * @param whepToken bearer credential for {@code whepUrl}, or null when it asks for none
 */
public record VideoInput(
        String ref,
        FeedUrl whipUrl,
        FeedUrl whepUrl,
        @Nullable FeedToken whepToken) {}
