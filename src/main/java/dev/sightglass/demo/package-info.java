// SPDX-License-Identifier: Apache-2.0
/**
 * The built-in test camera: a WHEP server on webrtc-java that sends a drawn test card, so that a new user sees a live
 * picture without owning a camera. It runs only in profile {@code demo}. It may depend on webrtc-java and the JDK's HTTP
 * server, and on none of our packages; the composition root hands it the process-wide peer connection factory.
 */
@NullMarked
package dev.sightglass.demo;

import org.jspecify.annotations.NullMarked;
