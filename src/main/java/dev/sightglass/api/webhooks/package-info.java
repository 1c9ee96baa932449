// SPDX-License-Identifier: Apache-2.0
/**
 * The steps of {@code routes/webhooks.camel.yaml}: deliveries of video services as processors that a route calls by name. What they
 * mean stands in {@code webhook}; here they meet HTTP.
 */
@NullMarked
package dev.sightglass.api.webhooks;

import org.jspecify.annotations.NullMarked;
