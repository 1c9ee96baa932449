// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * What became of a frame. Sizes are upright.
 *
 * @param bytes the whole file; owned by the receiver, not copied
 * @param size of the encoded picture
 * @param source size of the picture before cropping and scaling
 * @param crop the part of the source it shows, or null for all of it
 * @param quality with which it was encoded at last, 1 to 100
 * @param tokens what it costs the families of vision models, as {@code claude=1196, gemini=1100}; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncodedFrame(
        byte[] bytes, Size size, Size source, @Nullable Box crop, int quality, String tokens) {}
