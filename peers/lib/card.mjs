// SPDX-License-Identifier: Apache-2.0
// Draws the test card as I420. Runs in Node and, served as a file, in the Chromium page.

import { CELLS, cellWidth, stripBits, stripHeight } from './strips.mjs';

const NEUTRAL = 128;

/** What a card can be drawn in: shares of red and blue in the luma (ITU-R BT.601, BT.709), its code for black, and codes from end to end. */
const COLORS = {
  'bt601-limited': { red: 0.299, blue: 0.114, black: 16, lumaCodes: 219, chromaCodes: 224 },
  'bt709-full': { red: 0.2126, blue: 0.0722, black: 0, lumaCodes: 255, chromaCodes: 255 },
};

/** 75 % colour bars, left to right, as RGB with 1 for 191 and 0 for 0. */
const BARS = [[1, 1, 1], [1, 1, 0], [0, 1, 1], [0, 1, 0], [1, 0, 1], [1, 0, 0], [0, 0, 1], [0, 0, 0]];
const BAR_LEVEL = 191 / 255;

/** Digits as three columns by five rows, one bit per cell, top row first. */
const GLYPHS = {
  0: 0o75557, 1: 0o26227, 2: 0o71747, 3: 0o71717, 4: 0o55711, 5: 0o74717,
  6: 0o74757, 7: 0o71222, 8: 0o75757, 9: 0o75717, ':': 0o02020, '.': 0o00002,
};

const up = (value, multiple) => Math.ceil(value / multiple) * multiple;

/** Planes of an I420 picture as GStreamer lays them out: strides are multiples of four, the luma has an even number of rows. */
function layout(width, height) {
  const lumaStride = up(width, 4);
  const chromaStride = up(width / 2, 4);
  const chromaHeight = up(height, 2) / 2;
  const u = lumaStride * up(height, 2);
  const v = u + chromaStride * chromaHeight;
  return { lumaStride, chromaStride, chromaHeight, u, v, sizeBytes: v + chromaStride * chromaHeight };
}

function toYuv(rgb, { red, blue, black, lumaCodes, chromaCodes }) {
  const [r, g, b] = rgb.map((part) => part * BAR_LEVEL);
  const luma = red * r + (1 - red - blue) * g + blue * b;
  return [
    Math.round(black + lumaCodes * luma),
    Math.round(NEUTRAL + (chromaCodes * (b - luma)) / (2 * (1 - blue))),
    Math.round(NEUTRAL + (chromaCodes * (r - luma)) / (2 * (1 - red))),
  ];
}

/** @throws RangeError when the encoders or the strips cannot take the size */
export function requireSize(width, height) {
  if (![width, height].every((side) => Number.isInteger(side) && side % 2 === 0 && side <= 4096) || width < 128 || height < 96) {
    throw new RangeError(`sizes are even and from 128x96 to 4096x4096, not ${width}x${height}`);
  }
}

/**
 * A test card of one size: strips, then digits over a rolling pattern, then colour bars from 5/8 of the height down.
 * It owns one picture buffer and draws every frame into it.
 */
export class Card {
  #color;

  constructor({ width, height, bars = true, color = 'bt601-limited' }) {
    requireSize(width, height);
    this.#color = COLORS[color];
    this.width = width;
    this.height = height;
    this.planes = layout(width, height);
    this.picture = new Uint8Array(this.planes.sizeBytes).fill(NEUTRAL);
    this.picture.fill(this.#color.black, 0, this.planes.u);
    this.strip = stripHeight(height);
    this.barsTop = bars ? Math.floor((height * 5) / 8 / 2) * 2 : height;
    if (bars) this.#drawBars();
    this.pattern = this.#pattern();
  }

  /** Draws frame `counter` with the wall clock `epochMs` and returns the picture, valid until the next call. */
  draw(epochMs, counter) {
    this.#drawStrips(stripBits(epochMs, counter));
    this.#drawPattern(counter);
    const scale = Math.max(2, Math.floor(this.width / 80));
    const top = this.strip * 2 + scale;
    this.#drawText(String(counter), scale * 2, top, scale);
    this.#drawText(new Date(epochMs).toISOString().slice(11, 23), scale * 2, top + scale * 7, scale);
    return this.picture;
  }

  get #white() {
    return this.#color.black + this.#color.lumaCodes;
  }

  #fillLuma(x, y, width, height, value) {
    for (let row = y; row < Math.min(y + height, this.height); row++) {
      const start = row * this.planes.lumaStride + x;
      this.picture.fill(value, start, start + width);
    }
  }

  #drawStrips(bits) {
    const cell = cellWidth(this.width);
    bits.forEach((bit, i) => {
      const row = Math.floor(i / CELLS) * this.strip;
      this.#fillLuma((i % CELLS) * cell, row, cell, this.strip, bit ? this.#white : this.#color.black);
    });
  }

  /** A soft diagonal wave, twice as wide as the picture: scrolling it costs one copy per row. */
  #pattern() {
    return Uint8Array.from({ length: this.width * 2 }, (_, x) => 80 + 50 * Math.sin((x * 16 * Math.PI) / this.width));
  }

  #drawPattern(counter) {
    const { lumaStride } = this.planes;
    for (let row = this.strip * 2; row < this.barsTop; row++) {
      const shift = (counter * 4 + row) % this.width;
      this.picture.set(this.pattern.subarray(shift, shift + this.width), row * lumaStride);
    }
  }

  #drawText(text, x, y, scale) {
    this.#fillLuma(x - scale, y - scale, Math.min(text.length * 4 * scale + scale, this.width - x), 7 * scale, this.#color.black);
    [...text].forEach((character, i) => {
      for (let cell = 0; cell < 15; cell++) {
        const left = x + (i * 4 + (cell % 3)) * scale;
        if ((GLYPHS[character] >> (14 - cell)) & 1 && left + scale <= this.width) {
          this.#fillLuma(left, y + Math.floor(cell / 3) * scale, scale, scale, this.#white);
        }
      }
    });
  }

  #drawBars() {
    const { chromaStride, chromaHeight, u, v } = this.planes;
    BARS.forEach((bar, i) => {
      const [luma, cb, cr] = toYuv(bar, this.#color);
      const left = Math.floor((i * this.width) / BARS.length / 2);
      const right = Math.floor(((i + 1) * this.width) / BARS.length / 2);
      this.#fillLuma(left * 2, this.barsTop, (right - left) * 2, this.height - this.barsTop, luma);
      for (let row = this.barsTop / 2; row < chromaHeight; row++) {
        this.picture.fill(cb, u + row * chromaStride + left, u + row * chromaStride + right);
        this.picture.fill(cr, v + row * chromaStride + left, v + row * chromaStride + right);
      }
    });
  }
}
