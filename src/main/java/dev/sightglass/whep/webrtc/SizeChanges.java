// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

/**
 * How often the pictures of one connection may change their size. Sixty at once: a shared window that is drawn larger by hand changes
 * with each picture, for a while; a sender that adapts to its bandwidth does so every few seconds. For one thread.
 */
final class SizeChanges {
    private static final int AT_ONCE = 60;
    private static final double PER_SECOND = 2;
    private static final double NANOS_PER_SECOND = 1e9;

    private int width;
    private int height;
    private double left = AT_ONCE;
    private long countedAtNanos;

    /** Whether a picture of that size may come now. */
    boolean allows(int newWidth, int newHeight, long nowNanos) {
        if (newWidth == width && newHeight == height) {
            return true;
        }
        boolean first = width == 0;
        width = newWidth;
        height = newHeight;
        if (!first) {
            left = Math.min(AT_ONCE, left + (nowNanos - countedAtNanos) / NANOS_PER_SECOND * PER_SECOND);
            left--;
        }
        countedAtNanos = nowNanos;
        return left >= 0;
    }
}
