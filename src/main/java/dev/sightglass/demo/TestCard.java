// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.LocalDate;

/**
 * A broadcast test card that people and programs can read: the name, the time of day, a frame counter, something that
 * moves, 75 % colour bars, grey steps, and two strips of black and white cells that carry the same time and counter as
 * bits.
 *
 * <p>Each strip has 64 cells of {@code width / 64} pixels (integer division) and is {@code height / 22} rows high,
 * rounded down to even; most significant bit first, white (luma 235) is 1. The upper strip is the magic {@code 0xA55A}
 * and the 48-bit wall clock in milliseconds since 1970; the lower one the 32-bit counter and its complement. Times are
 * UTC. All code values are limited-range BT.601.
 *
 * <p>What never changes is drawn at construction; a frame costs two copies of the picture and a few stamped digits, and
 * allocates nothing. Not thread-safe.
 */
public final class TestCard {
    private static final long MAGIC = 0xA55AL;
    private static final long DAY_MS = 86_400_000;
    private static final int BRIGHT = 235;
    private static final int SOFT = 160;
    private static final String DIGITS = "0123456789";

    private final Clock clock;
    private final CardLayout layout;
    private final CardBackdrop backdrop;
    private final LumaCanvas canvas;
    private final DialHand hand;
    private final Lettering timeOfDay;
    private final Lettering number;
    private final Lettering caption;
    private final Lettering seconds;
    private final String size;

    private long day = -1;
    private String date = "";

    /**
     * Draws the parts that never change, which takes some tens of milliseconds.
     *
     * @param width of the picture in pixels, at least 64
     * @param height of the picture in pixels, at least 64
     * @param clock shown on the card, and in its upper strip
     */
    public TestCard(int width, int height, Clock clock) {
        if (width < 64 || height < 64) {
            throw new IllegalArgumentException("A test card is at least 64x64, not " + width + "x" + height);
        }
        this.clock = clock;
        this.layout = new CardLayout(width, height);
        StrokeFont font = new StrokeFont();
        this.backdrop = new CardBackdrop(layout, font);
        this.canvas = new LumaCanvas(width, height);
        this.hand = new DialHand(layout);
        this.timeOfDay = new Lettering(font, DIGITS + ":.", layout.scaled(98), 0.85);
        this.number = new Lettering(font, DIGITS, layout.scaled(74), 0.85);
        this.caption = new Lettering(font, DIGITS + "FRAME UTC-x", Math.max(7, layout.scaled(24)), 0.8);
        this.seconds = new Lettering(font, DIGITS, layout.scaled(84), 0.7);
        this.size = width + "x" + height;
    }

    /**
     * Draws one frame, with the clock's time at this moment.
     *
     * @param target I420 planes of the card's size; every pixel is written
     * @param counter number of the frame; the strip holds its low 32 bits, the digits its last eight
     */
    public void draw(I420Planes target, long counter) {
        long epochMs = clock.millis();
        canvas.copyFrom(backdrop.luma);
        drawStrip(0, (MAGIC << 48) | (epochMs & 0xFFFF_FFFF_FFFFL));
        drawStrip(layout.stripHeight(), (counter << 32) | (~counter & 0xFFFF_FFFFL));
        hand.draw(canvas, epochMs);
        drawTime(epochMs);
        drawNumber(counter);
        copy(canvas.pixels, canvas.width, target.y(), target.strideY());
        copy(backdrop.u, backdrop.chromaWidth, target.u(), target.strideU());
        copy(backdrop.v, backdrop.chromaWidth, target.v(), target.strideV());
    }

    private void drawStrip(int top, long bits) {
        int cell = layout.cell();
        for (int i = 0; i < CardLayout.CELLS; i++) {
            boolean white = (bits >>> (CardLayout.CELLS - 1 - i) & 1) == 1;
            canvas.fill(i * cell, top, (i + 1) * cell, top + 1, white ? BRIGHT : 16);
        }
        canvas.repeatRow(top, layout.stripHeight() - 1);
    }

    private void drawTime(long epochMs) {
        long ofDay = Math.floorMod(epochMs, DAY_MS);
        double y = layout.row(206);
        double x = timeOfDay.stamp(canvas, ofDay / 3_600_000, 2, layout.scaled(48), y, BRIGHT);
        x = timeOfDay.stamp(canvas, ':', x, y, SOFT);
        x = timeOfDay.stamp(canvas, ofDay / 60_000 % 60, 2, x, y, BRIGHT);
        x = timeOfDay.stamp(canvas, ':', x, y, SOFT);
        x = timeOfDay.stamp(canvas, ofDay / 1000 % 60, 2, x, y, BRIGHT);
        x = timeOfDay.stamp(canvas, '.', x, y, SOFT);
        timeOfDay.stamp(canvas, ofDay % 1000, 3, x, y, SOFT);
        double left = layout.dialX() - seconds.width("00") / 2;
        seconds.stamp(canvas, ofDay / 1000 % 60, 2, left, layout.dialY() - layout.scaled(42), BRIGHT);
        drawDate(Math.floorDiv(epochMs, DAY_MS));
    }

    private void drawDate(long epochDay) {
        if (epochDay != day) {
            day = epochDay;
            date = LocalDate.ofEpochDay(epochDay).toString();
        }
        double y = layout.row(330);
        double x = caption.stamp(canvas, date, layout.scaled(48), y, SOFT);
        x = caption.stamp(canvas, "UTC", x + layout.scaled(14), y, SOFT);
        caption.stamp(canvas, size, x + layout.scaled(40), y, SOFT);
    }

    private void drawNumber(long counter) {
        double y = layout.row(392);
        double left = layout.scaled(48);
        double x = number.stamp(canvas, counter & 0xFFFF_FFFFL, 8, left, y, BRIGHT);
        caption.stamp(canvas, "FRAME", x + layout.scaled(16), y + layout.scaled(50), SOFT);
    }

    private static void copy(byte[] plane, int width, ByteBuffer target, int stride) {
        if (stride == width) {
            target.put(0, plane, 0, plane.length);
            return;
        }
        for (int row = 0; row * width < plane.length; row++) {
            target.put(row * stride, plane, row * width, width);
        }
    }
}
