// SPDX-License-Identifier: Apache-2.0
// Runs in a Chromium page.

import { CELLS, cellWidth, stripBits, stripHeight } from './strips.mjs';

const BARS = ['#bfbfbf', '#bfbf00', '#00bfbf', '#00bf00', '#bf00bf', '#bf0000', '#0000bf', '#000'];

/**
 * A track captured from a canvas. Chromium 156 converts canvas pixels to full-range BT.709 and says so in the
 * color-space header extension: white has luma 255 here, and a player that assumes BT.601 limited shows other colours.
 */
export class CanvasSource {
  #canvas = document.body.appendChild(document.createElement('canvas'));
  #context = this.#canvas.getContext('2d', { alpha: false });
  #bars;

  constructor({ width, height, bars }) {
    this.#bars = bars;
    this.resize(width, height);
    [this.track] = this.#canvas.captureStream().getVideoTracks();
  }

  resize(width, height) {
    Object.assign(this.#canvas, { width, height });
  }

  draw(epochMs, counter) {
    const { width, height } = this.#canvas;
    const top = stripHeight(height) * 2;
    const barsTop = this.#bars ? Math.floor((height * 5) / 8 / 2) * 2 : height;
    this.#drawMotion(counter, top, barsTop - top);
    this.#drawText([String(counter), new Date(epochMs).toISOString().slice(11, 23)], top);
    if (this.#bars) this.#drawBars(barsTop);
    this.#drawStrips(stripBits(epochMs, counter), top / 2);
  }

  #fill(colour, x, y, width, height) {
    this.#context.fillStyle = colour;
    this.#context.fillRect(x, y, width, height);
  }

  #drawStrips(bits, strip) {
    const cell = cellWidth(this.#canvas.width);
    bits.forEach((bit, i) => this.#fill(bit ? '#fff' : '#000', (i % CELLS) * cell, Math.floor(i / CELLS) * strip, cell, strip));
  }

  #drawMotion(counter, top, height) {
    const pitch = this.#canvas.width / 8;
    this.#fill('#333', 0, top, this.#canvas.width, height);
    for (let x = ((counter * 4) % pitch) - pitch; x < this.#canvas.width; x += pitch) this.#fill('#999', x, top, pitch / 2, height);
  }

  #drawText(lines, top) {
    const size = Math.floor(this.#canvas.height / 10);
    this.#fill('#000', size / 2, top + size / 4, size * 8, size * 2.4);
    this.#context.fillStyle = '#fff';
    this.#context.font = `${size}px monospace`;
    lines.forEach((line, i) => this.#context.fillText(line, size, top + size * (1.2 + 1.1 * i)));
  }

  #drawBars(top) {
    const { width, height } = this.#canvas;
    const edge = (i) => Math.floor((i * width) / BARS.length / 2) * 2;
    BARS.forEach((colour, i) => this.#fill(colour, edge(i), top, edge(i + 1) - edge(i), height - top));
  }
}
