// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

/** The part of the card that always moves: a comet that circles the dial once in two seconds. Not thread-safe. */
final class DialHand {
    private static final int PERIOD_MS = 2000;
    private static final int TAIL = 14;
    private static final double TAIL_STEP = Math.PI / 40;

    private final Mask[] dots = new Mask[TAIL];
    private final double centreX;
    private final double centreY;
    private final double orbit;

    DialHand(CardLayout layout) {
        this.centreX = layout.dialX();
        this.centreY = layout.dialY();
        this.orbit = layout.dialRadius() * 0.72;
        for (int i = 0; i < TAIL; i++) {
            double diameter = Math.max(2, layout.scaled(26) * (1 - 0.75 * i / TAIL));
            int side = (int) Math.ceil(diameter) + 2;
            dots[i] = new Mask(side, side);
            dots[i].add(new Stroke(side / 2.0, side / 2.0, side / 2.0, side / 2.0), diameter);
        }
    }

    void draw(LumaCanvas canvas, long epochMs) {
        double head = 2 * Math.PI * (epochMs % PERIOD_MS) / PERIOD_MS;
        for (int i = TAIL - 1; i >= 0; i--) {
            double angle = head - i * TAIL_STEP;
            int left = (int) Math.round(centreX + orbit * Math.sin(angle) - dots[i].width / 2.0);
            int top = (int) Math.round(centreY - orbit * Math.cos(angle) - dots[i].height / 2.0);
            canvas.stamp(dots[i], left, top, 235 - 165 * i / TAIL);
        }
    }
}
