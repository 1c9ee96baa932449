// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import java.nio.ByteBuffer;

/**
 * The memory of an I420 picture: 8 bit luma, then the two chroma planes at half the size, rounded up.
 *
 * @param y luma, direct
 * @param u blue difference, direct
 * @param v red difference, direct
 * @param strideY bytes from one luma row to the next
 * @param strideU bytes from one row of {@code u} to the next
 * @param strideV bytes from one row of {@code v} to the next
 */
public record I420Planes(ByteBuffer y, ByteBuffer u, ByteBuffer v, int strideY, int strideU, int strideV) {}
