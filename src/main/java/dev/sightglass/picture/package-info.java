// SPDX-License-Identifier: Apache-2.0
/**
 * Turns a decoded I420 picture into an upright baseline JPEG of the right colours and size. The only package that sees
 * {@code org.bytedeco}: FFmpeg's swscale scales, its mjpeg encoder compresses, and no type of theirs leaves;
 * colours and rotation are plain Java.
 * Depends on none of ours and may be used without the rest.
 *
 * <p>Native memory is taken through FFmpeg's own allocators and freed by hand, never by JavaCPP's collector: JavaCPP's
 * limits ({@code org.bytedeco.javacpp.maxBytes}, {@code maxPhysicalBytes}) therefore neither bound this package nor
 * make it wait, and need no setting on its behalf.
 */
@NullMarked
package dev.sightglass.picture;

import org.jspecify.annotations.NullMarked;
