// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the test card back from pictures: frame number, drawing time, colours. For tests and measurements of every
 * package; depends on nothing but the JDK.
 */
@NullMarked
package dev.sightglass.testcard;

import org.jspecify.annotations.NullMarked;
