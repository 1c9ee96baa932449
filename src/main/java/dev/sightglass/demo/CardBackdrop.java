// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import java.util.Arrays;

/**
 * The parts of the test card that never change: ground, dial, name, colour bars, grey steps. Drawn once at construction,
 * read only afterwards.
 */
final class CardBackdrop {
    /** 75 % of full-range white, the amplitude of broadcast colour bars. */
    private static final int BAR_LEVEL = 191;

    private static final int GREY_STEPS = 11;
    private static final YuvColor GROUND = YuvColor.ofRgb(16, 24, 34);
    private static final YuvColor GRID = YuvColor.ofRgb(27, 37, 49);
    private static final YuvColor DIAL = YuvColor.ofRgb(10, 50, 62);

    final LumaCanvas luma;
    final byte[] u;
    final byte[] v;
    final int chromaWidth;

    private final CardLayout layout;

    CardBackdrop(CardLayout layout, StrokeFont font) {
        this.layout = layout;
        this.luma = new LumaCanvas(layout.width(), layout.height());
        this.chromaWidth = (layout.width() + 1) / 2;
        this.u = new byte[chromaWidth * ((layout.height() + 1) / 2)];
        this.v = new byte[u.length];
        fill(0, 0, layout.width(), layout.height(), GROUND);
        drawGrid();
        fill(0, 0, layout.width(), 2 * layout.stripHeight(), YuvColor.BLACK);
        drawBars();
        drawGreySteps();
        drawDial();
        drawNames(font);
    }

    /** Grid lines two pixels wide, so that they are one whole chroma sample. */
    private void drawGrid() {
        double pitch = layout.scaled(40);
        for (double x = layout.dialX() % pitch; x < layout.width(); x += pitch) {
            int left = (int) x & ~1;
            fill(left, 0, left + 2, layout.height(), GRID);
        }
        for (double y = layout.dialY() % pitch; y < layout.height(); y += pitch) {
            int top = (int) y & ~1;
            fill(0, top, layout.width(), top + 2, GRID);
        }
    }

    private void drawBars() {
        for (int bar = 0; bar < CardLayout.BARS; bar++) {
            fill(layout.barLeft(bar), layout.barsTop(), layout.barLeft(bar + 1), layout.barsBottom(), barColor(bar));
        }
    }

    /** White, yellow, cyan, green, magenta, red, blue, black: green, red and blue halve their period from one to the next. */
    private static YuvColor barColor(int bar) {
        int red = (bar & 2) == 0 ? BAR_LEVEL : 0;
        int green = (bar & 4) == 0 ? BAR_LEVEL : 0;
        int blue = (bar & 1) == 0 ? BAR_LEVEL : 0;
        return YuvColor.ofRgb(red, green, blue);
    }

    private void drawGreySteps() {
        for (int step = 0; step < GREY_STEPS; step++) {
            int left = layout.width() * step / GREY_STEPS & ~1;
            YuvColor grey = new YuvColor(16 + 219 * step / (GREY_STEPS - 1), 128, 128);
            fill(left, layout.barsBottom(), layout.width(), layout.height(), grey);
        }
    }

    private void drawDial() {
        double radius = layout.dialRadius();
        fillDisc(radius, DIAL);
        int side = (int) Math.ceil(2 * radius + layout.scaled(20)) & ~1;
        Mask rings = new Mask(side, side);
        double centre = side / 2.0;
        for (int minute = 0; minute < 60; minute++) {
            double inner = minute % 5 == 0 ? 0.86 : 0.92;
            rings.add(
                    spoke(minute, inner, 0.95).placed(radius, centre, centre), layout.scaled(minute % 5 == 0 ? 5 : 3));
        }
        stampOnDial(rings, 150);
        Mask rim = new Mask(side, side);
        for (int minute = 0; minute < 240; minute++) {
            rim.add(arc(minute / 4.0, 0.25).placed(radius, centre, centre), layout.scaled(9));
        }
        stampOnDial(rim, 214);
    }

    private void stampOnDial(Mask mask, int ink) {
        luma.stamp(
                mask,
                (int) Math.round(layout.dialX() - mask.width / 2.0),
                (int) Math.round(layout.dialY() - mask.height / 2.0),
                ink);
    }

    private static Stroke spoke(double minute, double inner, double outer) {
        double x = Math.sin(minute * Math.PI / 30);
        double y = -Math.cos(minute * Math.PI / 30);
        return new Stroke(x * inner, y * inner, x * outer, y * outer);
    }

    private static Stroke arc(double minute, double length) {
        double from = minute * Math.PI / 30;
        double to = (minute + length) * Math.PI / 30;
        return new Stroke(Math.sin(from), -Math.cos(from), Math.sin(to), -Math.cos(to));
    }

    private void fillDisc(double radius, YuvColor color) {
        for (int y = (int) (layout.dialY() - radius); y <= layout.dialY() + radius; y++) {
            double half = Math.sqrt(Math.max(0, radius * radius - Math.pow(y + 0.5 - layout.dialY(), 2)));
            int left = (int) Math.round(layout.dialX() - half);
            fill(left, y, (int) Math.round(layout.dialX() + half), y + 1, color);
        }
    }

    private void drawNames(StrokeFont font) {
        double left = layout.scaled(48);
        Lettering name = new Lettering(font, "Sightglass", layout.scaled(58), 0.95);
        double end = name.stamp(luma, "Sightglass", left, layout.row(100), 235);
        Lettering caption = new Lettering(font, "TEST CAMERA", Math.max(7, layout.scaled(24)), 0.8);
        caption.stamp(luma, "TEST CAMERA", end + layout.scaled(14), layout.row(100) + layout.scaled(34), 160);
    }

    private void fill(int left, int top, int right, int bottom, YuvColor color) {
        luma.fill(left, top, right, bottom, color.y());
        int chromaRight = Math.min(chromaWidth, (right + 1) / 2);
        for (int y = Math.max(0, top / 2); y < Math.min(u.length / chromaWidth, (bottom + 1) / 2); y++) {
            Arrays.fill(u, y * chromaWidth + left / 2, y * chromaWidth + chromaRight, (byte) color.u());
            Arrays.fill(v, y * chromaWidth + left / 2, y * chromaWidth + chromaRight, (byte) color.v());
        }
    }
}
