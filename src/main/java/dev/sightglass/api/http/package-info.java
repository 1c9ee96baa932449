// SPDX-License-Identifier: Apache-2.0
/**
 * The one place that is tied to the internals of camel-platform-http-starter and of Tomcat: how a request reaches a route and
 * how the bytes leave, at once, after a wait, or piece by piece, with no thread that waits; and what a client may take of
 * connections and of time. Depends on nothing else of ours.
 */
@NullMarked
package dev.sightglass.api.http;

import org.jspecify.annotations.NullMarked;
