// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of the packaged application as a process of its own, against third-party WHEP peers that run as processes too.
 * Everything goes through what a user has: environment variables, HTTP, metrics, the process's output and signals. May depend
 * on the JDK, Jackson, the test libraries and {@code dev.sightglass.testcard}; on nothing else of ours.
 */
@NullMarked
package dev.sightglass.it;

import org.jspecify.annotations.NullMarked;
