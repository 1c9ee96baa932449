// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/**
 * What came out of an encode.
 *
 * @param bytes the whole file; owned by the receiver, not copied
 * @param width columns of the file, upright
 * @param height rows of the file, upright
 * @param quality with which it was encoded: what was asked for, or less where a bound of bytes demanded it
 * @param encodes how often the picture was encoded to get there, 1 to 3
 */
@SuppressWarnings("ArrayRecordComponent") // one copy out of native memory is enough; nobody compares files
public record EncodedPicture(byte[] bytes, int width, int height, int quality, int encodes) {}
