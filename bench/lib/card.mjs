// SPDX-License-Identifier: Apache-2.0
// Reads the test card out of a JPEG.

import jpeg from 'jpeg-js';
import { readStrips } from '../../peers/lib/strips.mjs';

const CHANNELS = 3;
const GREEN = 1;

/** { epochMs, counter } of the card in a JPEG: when its frame was drawn, and its number; null when it cannot be read. */
export function readCard(bytes) {
  const { data, width, height } = jpeg.decode(bytes, { useTArray: true, formatAsRGBA: false });
  // Black and white cells: any channel is the brightness.
  return readStrips((x, y) => data[(y * width + x) * CHANNELS + GREEN], width, height);
}
