// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/**
 * A picture as a baseline JPEG (JFIF, full-range BT.601, 4:2:0) with its sizes in pixels, all of them upright.
 *
 * @param bytes the whole file; owned by the receiver, not copied
 * @param width columns of the JPEG
 * @param height rows of the JPEG
 * @param sourceWidth columns of the upright picture before scaling
 * @param sourceHeight rows of the upright picture before scaling
 */
@SuppressWarnings("ArrayRecordComponent") // one copy out of native memory is enough; nobody compares JPEGs
public record Jpeg(byte[] bytes, int width, int height, int sourceWidth, int sourceHeight) {}
