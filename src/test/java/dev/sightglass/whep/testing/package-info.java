// SPDX-License-Identifier: Apache-2.0
/** WHEP servers and publishers for tests of {@code dev.sightglass.whep}: real media from webrtc-java, HTTP that can misbehave. */
@NullMarked
package dev.sightglass.whep.testing;

import org.jspecify.annotations.NullMarked;
