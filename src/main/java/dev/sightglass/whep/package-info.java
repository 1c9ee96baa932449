// SPDX-License-Identifier: Apache-2.0
/**
 * The Camel component {@code whep:}: one long-lived consumer for all feeds, a producer that subscribes and asks, and the same as a Java
 * interface. It knows Camel and its own sub-packages, nothing else of ours; routes and session ids connect it with the rest.
 *
 * <p>Threads: libwebrtc's own only swap a frame in a slot; each feed's state machine runs one step at a time on a small scheduler;
 * exchanges run on a bounded pool of workers; events on a pool of their own, in order per session.
 */
@NullMarked
package dev.sightglass.whep;

import org.jspecify.annotations.NullMarked;
