// SPDX-License-Identifier: Apache-2.0
// Geometry and bits of the test card's machine-readable strips. Runs in Node and, served as a file, in the Chromium page.

export const CELLS = 64;
const MAGIC = 0xa55a;

/** Width of one cell in pixels, for a picture `width` pixels wide. */
export const cellWidth = (width) => Math.floor(width / CELLS);

/** Height of one strip in pixels: an even number, so that no chroma sample belongs to two strips. */
export const stripHeight = (height) => Math.floor(height / 22 / 2) * 2;

/** Bits of both strips, most significant first: 64 for magic and time, 64 for the counter and its complement. */
export function stripBits(epochMs, counter) {
  const words = [
    ((MAGIC << 16) | Math.floor(epochMs / 2 ** 32)) >>> 0,
    epochMs % 2 ** 32 >>> 0,
    counter >>> 0,
    ~counter >>> 0,
  ];
  return words.flatMap((word) => Array.from({ length: 32 }, (_, bit) => (word >>> (31 - bit)) & 1));
}

/**
 * Reads the strips back.
 *
 * @param lumaAt function (x, y) giving a brightness from 0 to 255
 * @returns { epochMs, counter }, or null when magic or complement do not fit
 */
export function readStrips(lumaAt, width, height) {
  const cell = cellWidth(width);
  const strip = stripHeight(height);
  const word = (row, first) => {
    let value = 0;
    for (let i = 0; i < 32; i++) {
      const x = Math.floor((first + i + 0.5) * cell);
      value = (value * 2 + (lumaAt(x, Math.floor((row + 0.5) * strip)) > 125 ? 1 : 0)) >>> 0;
    }
    return value;
  };
  const high = word(0, 0);
  const counter = word(1, 0);
  if (high >>> 16 !== MAGIC || word(1, 32) !== ~counter >>> 0) return null;
  return { epochMs: (high & 0xffff) * 2 ** 32 + word(0, 32), counter };
}
