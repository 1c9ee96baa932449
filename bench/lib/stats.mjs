// SPDX-License-Identifier: Apache-2.0
// Order statistics.

/** The value that `share` (0 to 1) of the values do not exceed: nearest rank, so always one that was measured. */
export function quantile(values, share) {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export const median = (values) => quantile(values, 0.5);
export const p95 = (values) => quantile(values, 0.95);
export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Median of the slopes between all pairs of the points [x, y] (Theil and Sen): a few wild ones do not move it. */
export const slope = (points) =>
  median(points.flatMap(([x, y], i) => points.slice(i + 1).map(([otherX, otherY]) => (otherY - y) / (otherX - x))));

/** Median, 95th percentile and maximum as three texts with `digits` decimals, for a row of a table. */
export const spread = (values, digits = 0) =>
  [median(values), p95(values), quantile(values, 1)].map((value) => value.toFixed(digits));
