// SPDX-License-Identifier: Apache-2.0
/**
 * The steps by which an operator starts a session, and by which its parties learn where to publish and where to look. They join
 * what {@code session} stores with what {@code video} makes, which do not know each other.
 */
@NullMarked
package dev.sightglass.api.video;

import org.jspecify.annotations.NullMarked;
