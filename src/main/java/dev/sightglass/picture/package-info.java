// SPDX-License-Identifier: Apache-2.0
/**
 * Turns a decoded I420 picture, or a part of it, into an upright JPEG, WebP or PNG of the right colours and size, within a
 * bound of bytes where there is one. The only package that sees {@code org.bytedeco} and {@code com.sun.jna}: FFmpeg's
 * swscale scales, its encoders or TurboJPEG compress, and no type of theirs leaves; colours and rotation are plain Java.
 * Depends on none of ours and may be used without the rest.
 *
 * <p>Native memory is taken through the libraries' own allocators and freed by hand, never by a collector: JavaCPP's
 * limits ({@code org.bytedeco.javacpp.maxBytes}, {@code maxPhysicalBytes}) therefore neither bound this package nor
 * make it wait, and need no setting on its behalf.
 */
@NullMarked
package dev.sightglass.picture;

import org.jspecify.annotations.NullMarked;
