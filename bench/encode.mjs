#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Cost of one picture by size, library and format, and how a bound of bytes is kept: runs the Java program EncodeCost on the classes of the packaged application.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { JAR, JAVA, ROOT } from './lib/java.mjs';
import { Watch } from './lib/machine.mjs';
import { optionsOf } from './lib/options.mjs';

const LIMIT_MS = 900_000;

const { times, pictures } = optionsOf('Measures the CPU time of one picture by content, size, colours, library and format.', {
  times: [60, 'encodes of each kind, after as many to warm up'],
  pictures: [1000, 'pictures of each kind with a bound of bytes'],
});
const tests = join(ROOT, 'target', 'test-classes');
if (!existsSync(JAR) || !existsSync(join(tests, 'dev/sightglass/bench/EncodeCost.class'))) {
  console.error('The jar or the test classes are missing: mvn -DskipTests package');
  process.exit(2);
}

const watch = await Watch.begin();
// The loader of the jar takes further classes by path: no other class path than the one that is shipped.
const child = spawn(JAVA, [
  '-cp', JAR, `-Dloader.path=${tests}`, '-Dloader.main=dev.sightglass.bench.EncodeCost', 'org.springframework.boot.loader.launch.PropertiesLauncher', String(times), String(pictures),
], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], timeout: LIMIT_MS });
watch.add(child.pid);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill());
let output = '';
child.stdout.on('data', (text) => {
  output += text;
  // The process is gone when its last line is known, so its CPU time is taken along the way.
  watch.stop();
});
const [code] = await once(child, 'close');
if (code !== 0) process.exit(1);
console.log(['### Encode cost', await watch.lines(), output.trim()].join('\n\n'));
