// SPDX-License-Identifier: Apache-2.0
/**
 * What fuzz tests share: reading a try's bytes, and bounding what a try may cost. In a build they run over the seeds that are kept
 * beside them, {@code XFuzzTestInputs}; {@code bench/fuzz.mjs} lets them search. May depend on the JDK and the test libraries.
 */
@NullMarked
package dev.sightglass.fuzzing;

import org.jspecify.annotations.NullMarked;
