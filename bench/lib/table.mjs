// SPDX-License-Identifier: Apache-2.0
// Markdown tables.

/** A table of texts and numbers; the columns are padded so that it reads well unrendered too. */
export function table(heads, rows) {
  const cells = [heads, ...rows].map((row) => row.map(String));
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(cells[0]), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.slice(1).map(line)].join('\n');
}

/**
 * A row of a table of targets.
 *
 * @param target { most } or { exactly }, or neither where none was set; with `unit` and `digits` of the figure
 */
export function targetRow(figure, value, { most, exactly, unit = '', digits = 0 }) {
  const measured = `${value.toFixed(digits)}${unit}`;
  if (most === undefined && exactly === undefined) return [figure, measured, 'none', ''];
  const passes = exactly === undefined ? value <= most : value === exactly;
  const wanted = exactly === undefined ? `<= ${most}` : exactly;
  return [figure, measured, `${wanted}${unit}`, passes ? 'pass' : '**fail**'];
}

export const TARGET_HEADS = ['figure', 'measured', 'target', ''];
