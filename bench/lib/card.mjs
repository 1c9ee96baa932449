// SPDX-License-Identifier: Apache-2.0
// Reads the test card out of a JPEG, and tells how much that differs from the card as it was drawn.

import jpeg from 'jpeg-js';
import { Card } from '../../peers/lib/card.mjs';
import { readStrips } from '../../peers/lib/strips.mjs';
import { ssim } from './ssim.mjs';

const CHANNELS = 3;
const GREEN = 1;

const decoded = (bytes) => jpeg.decode(bytes, { useTArray: true, formatAsRGBA: false });

/** { epochMs, counter } of the card in a JPEG: when its frame was drawn, and its number; null when it cannot be read. */
export function readCard(bytes) {
  return read(decoded(bytes));
}

function read({ data, width, height }) {
  // Black and white cells: any channel is the brightness.
  return readStrips((x, y) => data[(y * width + x) * CHANNELS + GREEN], width, height);
}

/**
 * Likeness of the JPEG to the very frame that it says it shows, drawn anew: SSIM of the brightness, 1 for the same.
 *
 * @return { card, likeness }; card null and likeness 0 where it cannot be read
 */
export function compareCard(bytes) {
  const picture = decoded(bytes);
  const card = read(picture);
  if (!card) return { card, likeness: 0 };
  const { width, height, data } = picture;
  const drawn = new Card({ width, height });
  const luma = drawn.draw(card.epochMs, card.counter);
  const wanted = new Float32Array(width * height);
  const shown = new Float32Array(width * height);
  for (let i = 0; i < wanted.length; i++) {
    const sample = luma[Math.floor(i / width) * drawn.planes.lumaStride + (i % width)];
    wanted[i] = ((sample - 16) * 255) / 219;
    shown[i] = 0.299 * data[i * CHANNELS] + 0.587 * data[i * CHANNELS + 1] + 0.114 * data[i * CHANNELS + 2];
  }
  return { card, likeness: ssim(wanted, shown, width, height) };
}
