// SPDX-License-Identifier: Apache-2.0
// The table of the cases, and that of the verdicts, as text.

const row = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
const table = (heads, rows) => [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');

/** The cases with their URLs, from what `describe` gives. */
export const casesTable = (cases) => table(
  ['case', 'point', 'the server', 'a client', 'its user sees', 'WHEP endpoint', 'bearer'],
  cases.map(({ id, point, server, client, sees, url, token }) => [id, point, server, client, sees, url, token ?? '']),
);

/** The verdicts, with the reasons of those that are not `passed`. */
export const verdictsTable = (verdicts) => table(
  ['case', 'point', 'verdict', 'why'],
  verdicts.map(({ id, point, outcome, conditions, seen }) => [id, point, outcome, reasons(outcome, conditions, seen)]),
);

function reasons(outcome, conditions, seen) {
  if (outcome === 'passed') return '';
  const all = conditions.filter(({ state }) => state !== 'met').map(({ text, state, how }) => (state === 'broken' ? `${how} (${text})` : `not yet: ${text}`));
  return [...(seen ? [`its user saw ${seen}`] : []), ...all].join('; ');
}

/** One line that counts them. */
export function summary(verdicts) {
  const count = (outcome) => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return `VERDICT ${count('passed')} of ${verdicts.length} passed, ${count('failed')} failed, ${count('open')} open, ${count('none')} not joined`;
}
