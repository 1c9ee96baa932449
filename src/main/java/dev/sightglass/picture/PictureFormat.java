// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/** The kinds of file that a picture can become. */
public enum PictureFormat {
    /** Baseline JFIF, full-range BT.601, 4:2:0. */
    JPEG,
    /** Lossy WebP: a VP8 key frame, limited-range BT.601, 4:2:0. */
    WEBP,
    /** PNG of 8-bit RGB, without loss against the scaled picture. */
    PNG
}
