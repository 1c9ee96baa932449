#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Lets Jazzer search for inputs that the readers of strangers' texts do not withstand, one fuzz test after the other.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/java.mjs';
import { Watch } from './lib/machine.mjs';
import { optionsOf } from './lib/options.mjs';
import { table } from './lib/table.mjs';

const CLASSES = join(ROOT, 'target', 'test-classes');
const FUZZ_TEST = /([^/]+Fuzz(?:Test|IT))\.class$/;
/** It would report every connection of a client to the server that a test runs for it. */
const DISABLED = 'com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery';
/** For Maven, the start of the application, and an input that takes its time. */
const GRACE_MS = 180_000;

const options = optionsOf('Searches for inputs that make a reader of strangers\' texts fail.', {
  minutes: [10, 'for each target'],
  target: ['', 'only fuzz tests whose name holds this'],
});

/** Fuzzes one test class in a JVM of its own: Jazzer takes no more than one. */
async function fuzz(name, watch) {
  const seconds = Math.ceil(options.minutes * 60);
  const child = spawn('mvn', ['-o', '-B', '-ntp', 'surefire:test', `-Dtest=${name}`, '-Djazzer.hooks=true', `-Djazzer.disabled_hooks=${DISABLED}`, `-Djazzer.max_duration=${seconds}s`], {
    cwd: ROOT, env: { ...process.env, JAZZER_FUZZ: '1' }, stdio: ['ignore', 'pipe', 'pipe'], timeout: seconds * 1000 + GRACE_MS,
  });
  watch.add(child.pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
      watch.stop();
    });
  }
  const [code] = await once(child, 'close');
  const last = [...output.matchAll(/#(\d+)\s+(?:DONE|REDUCE|NEW|pulse|RELOAD)\s+cov: (\d+) ft: \d+ corp: (\d+)/g)].at(-1) ?? [];
  const finding = /== Java Exception: (.*)/.exec(output)?.[1] ?? (code === 0 ? 'none' : `Maven ended with ${code}: ${output.slice(-500)}`);
  return { name, runs: Number(last[1] ?? 0), edges: last[2] ?? 0, inputs: last[3] ?? 0, finding, failed: code !== 0 };
}

const names = existsSync(CLASSES)
  ? readdirSync(CLASSES, { recursive: true }).map((file) => FUZZ_TEST.exec(file)?.[1]).filter((name) => name?.includes(options.target)).sort()
  : [];
if (names.length === 0) {
  console.error('No such fuzz test is compiled: mvn test-compile');
  process.exit(2);
}
const watch = await Watch.begin();
const results = [];
for (const name of names) {
  results.push(await fuzz(name, watch));
  process.stderr.write(`${name}: ${results.at(-1).finding}\n`);
}
console.log(['### Inputs that nobody should send', await watch.lines(), table(
  ['target', 'minutes', 'inputs tried', 'kept for what they reach', 'edges reached', 'finding'],
  results.map(({ name, runs, inputs, edges, finding }) => [name, options.minutes, runs, inputs, edges, finding.replaceAll(/[\n|]/g, ' ')]),
)].join('\n\n'));
if (results.some(({ failed }) => failed)) process.exit(1);
