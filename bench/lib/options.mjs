// SPDX-License-Identifier: Apache-2.0
// Command line of a program: every option has a default, a sentence and the type of its default.

import { parseArgs } from 'node:util';

/**
 * Reads the command line. `--help` prints the options and ends the process; a wrong value ends it with status 2.
 *
 * @param purpose one sentence, the first line of the help
 * @param known { name: [default, sentence] }; a default that is a number, a list of numbers, a boolean or a text
 */
export function optionsOf(purpose, known) {
  const all = { ...known, help: [false, 'prints this'] };
  try {
    const { values } = parseArgs({
      options: Object.fromEntries(Object.entries(all).map(([name, [fallback]]) => [
        name, { type: typeof fallback === 'boolean' ? 'boolean' : 'string', default: textOf(fallback) },
      ])),
    });
    if (values.help) {
      console.log(help(purpose, all));
      process.exit(0);
    }
    return Object.fromEntries(Object.entries(known).map(([name, [fallback]]) => [name, typed(name, values[name], fallback)]));
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

const textOf = (fallback) => (typeof fallback === 'boolean' ? fallback : String(fallback));

function typed(name, value, fallback) {
  if (Array.isArray(fallback)) return value.split(',').map((part) => number(name, part));
  return typeof fallback === 'number' ? number(name, value) : value;
}

function number(name, text) {
  if (text.trim() === '' || !(Number(text) >= 0)) throw new RangeError(`--${name}: not a number of 0 or more: ${text}`);
  return Number(text);
}

function help(purpose, options) {
  const lines = Object.entries(options).map(([name, [fallback, sentence]]) => `  --${name.padEnd(12)} ${sentence} (${fallback})`);
  return [purpose, '', ...lines].join('\n');
}
