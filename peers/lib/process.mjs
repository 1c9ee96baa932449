// SPDX-License-Identifier: Apache-2.0
// Command line and life of a peer process.

import { parseArgs } from 'node:util';

/** Options that all peers know; `codecs` lists what this one can send, `colors` what it can draw in. Exits when one is wrong. */
export function parseOptions(codecs, colors = ['bt601-limited']) {
  const text = (value) => ({ type: 'string', default: String(value) });
  const options = {
    codec: text(codecs[0]), width: text(1280), height: text(720), fps: text(30), bitrate: text(2500),
    host: text('127.0.0.1'), port: text(0), gop: text(10), bars: { type: 'boolean', default: true }, 'no-bars': { type: 'boolean', default: false },
    color: text(colors[0]),
  };
  try {
    const { values } = parseArgs({ options });
    const numbers = Object.fromEntries(['width', 'height', 'fps', 'bitrate', 'port', 'gop'].map((name) => [name, numberOf(name, values[name])]));
    const codec = values.codec.toUpperCase();
    if (!codecs.includes(codec)) throw new RangeError(`--codec must be one of ${codecs.join(', ')}`);
    if (!colors.includes(values.color)) throw new RangeError(`--color must be one of ${colors.join(', ')}`);
    return { ...values, ...numbers, codec, bars: values.bars && !values['no-bars'] };
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

function numberOf(name, value) {
  if (!/^\d+$/.test(value)) throw new RangeError(`--${name} must be a whole number`);
  return Number(value);
}

/** Options as `parseArgs` of node:util takes them. Exits when one is wrong. */
export function parseArguments(options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

/** The number in the option --port; exits when it is none. */
export function portOf(text) {
  try {
    return numberOf('port', text);
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

/** Runs `shutdown` once when standard input closes or a signal asks, then ends the process, at the latest after 3 s. */
export function endWithParent(shutdown) {
  let ending = false;
  const end = async (code) => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(code), 3000);
    await Promise.resolve(shutdown()).catch((error) => console.error('shutdown', error));
    process.exit(code);
  };
  process.stdin.on('end', () => end(0)).on('close', () => end(0)).on('error', () => end(0)).resume();
  process.on('SIGTERM', () => end(0)).on('SIGINT', () => end(0));
  return end;
}

/** The one line on standard output. */
export function announce(port, whepUrl) {
  process.stdout.write(`${JSON.stringify({ ready: true, port, whepUrl })}\n`);
}
