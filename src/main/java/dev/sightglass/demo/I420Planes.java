// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import java.nio.ByteBuffer;

/**
 * Where an I420 picture is written to: three planes, luma at full size, both chromas halved and rounded up.
 *
 * <p>The caller owns the buffers; their positions are neither read nor moved.
 *
 * @param y luma, one byte a pixel
 * @param strideY bytes from one luma row to the next, at least the width
 * @param u blue difference
 * @param strideU bytes from one row of {@code u} to the next
 * @param v red difference
 * @param strideV bytes from one row of {@code v} to the next
 */
public record I420Planes(ByteBuffer y, int strideY, ByteBuffer u, int strideU, ByteBuffer v, int strideV) {}
