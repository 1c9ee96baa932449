// SPDX-License-Identifier: Apache-2.0
// Structural similarity of two brightness planes (Wang and others, 2004), over windows of 8x8 pixels, four apart.

const WINDOW = 8;
const STEP = 4;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;
const SAMPLES = WINDOW * WINDOW;

function ofWindow(a, b, width, left, top) {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + WINDOW; y++) {
    for (let at = y * width + left; at < y * width + left + WINDOW; at++) {
      sumA += a[at];
      sumB += b[at];
      sumAA += a[at] * a[at];
      sumBB += b[at] * b[at];
      sumAB += a[at] * b[at];
    }
  }
  const [meanA, meanB] = [sumA / SAMPLES, sumB / SAMPLES];
  const varianceA = sumAA / SAMPLES - meanA * meanA;
  const varianceB = sumBB / SAMPLES - meanB * meanB;
  const covariance = sumAB / SAMPLES - meanA * meanB;
  return ((2 * meanA * meanB + C1) * (2 * covariance + C2)) / ((meanA ** 2 + meanB ** 2 + C1) * (varianceA + varianceB + C2));
}

/** Mean over all windows: 1 for equal planes. Both are `width` bytes a row, 0 to 255. */
export function ssim(a, b, width, height) {
  let [sum, windows] = [0, 0];
  for (let top = 0; top + WINDOW <= height; top += STEP) {
    for (let left = 0; left + WINDOW <= width; left += STEP) {
      sum += ofWindow(a, b, width, left, top);
      windows++;
    }
  }
  return sum / windows;
}
