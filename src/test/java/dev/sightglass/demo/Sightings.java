// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import dev.onvoid.webrtc.media.video.I420Buffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a viewer saw of a card drawn at 1280x720: strips read from the luma of every picture, at the moment it arrived. */
final class Sightings implements Consumer<I420Buffer> {
    private final List<Sighting> all = new CopyOnWriteArrayList<>();

    /** One picture with an intact card. */
    record Sighting(int width, int height, long counter, long ageMs, long atNs) {}

    @Override
    public void accept(I420Buffer buffer) {
        long upper = strip(buffer, 0);
        long lower = strip(buffer, 1);
        if (upper >>> 48 == 0xA55A && (int) (lower >>> 32) == ~(int) lower) {
            long ageMs = System.currentTimeMillis() - (upper & 0xFFFF_FFFF_FFFFL);
            all.add(new Sighting(buffer.getWidth(), buffer.getHeight(), lower >>> 32, ageMs, System.nanoTime()));
        }
    }

    int count() {
        return all.size();
    }

    Sighting first() {
        return all.get(0);
    }

    List<Long> counters() {
        return all.stream().map(Sighting::counter).toList();
    }

    /** The age in milliseconds that the given share of pictures did not exceed. */
    long ageMs(double share) {
        List<Long> sorted = all.stream().map(Sighting::ageMs).sorted().toList();
        return sorted.get((int) (share * (sorted.size() - 1)));
    }

    private static long strip(I420Buffer buffer, int index) {
        int row = (index * 32 + 16) * buffer.getHeight() / 720;
        long bits = 0;
        for (int i = 0; i < 64; i++) {
            int column = (i * 20 + 10) * buffer.getWidth() / 1280;
            int luma = buffer.getDataY().get(row * buffer.getStrideY() + column) & 0xFF;
            bits = bits << 1 | (luma > 125 ? 1 : 0);
        }
        return bits;
    }
}
