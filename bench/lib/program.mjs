// SPDX-License-Identifier: Apache-2.0
// Runs a Java program of the test classes and prints its tables under the machine and its noise.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { JAVA, ROOT } from './java.mjs';
import { Watch } from './machine.mjs';

const LIMIT_MS = 1_800_000;
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath';

/**
 * The classes of the application and of its tests with what these need, databases included, which the jar does not have; ends the
 * process where `program` is not among them.
 */
export function testClassPath(program) {
  if (!existsSync(join(ROOT, 'target', 'test-classes', 'dev/sightglass/bench', `${program}.class`))) {
    console.error('The test classes are missing: mvn test-compile');
    process.exit(2);
  }
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-bench-'));
  try {
    const file = join(folder, 'classpath');
    const { status } = spawnSync('mvn', ['-q', '-B', '-ntp', PLUGIN, '-Dmdep.includeScope=test', `-Dmdep.outputFile=${file}`], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) process.exit(2);
    return ['test-classes', 'classes'].map((each) => join(ROOT, 'target', each)).concat(readFileSync(file, 'utf8').trim()).join(delimiter);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs `dev.sightglass.bench.<name>` with the JVM's default options; ends this process with 1 where it does not end with 0. */
export async function runProgram(title, name, ...args) {
  const classPath = testClassPath(name);
  const watch = await Watch.begin();
  const child = spawn(JAVA, ['-cp', classPath, `-Dlogback.configurationFile=${join(ROOT, 'bench', 'lib', 'quiet-logback.xml')}`, `dev.sightglass.bench.${name}`, ...args.map(String)], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], timeout: LIMIT_MS });
  watch.add(child.pid);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill());
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
    process.stderr.write('.');
    // The process is gone when its last line is known, so its CPU time is taken along the way.
    watch.stop();
  });
  const [code] = await once(child, 'close');
  process.stderr.write('\n');
  console.log([`### ${title}`, await watch.lines(), output.trim()].join('\n\n'));
  if (code !== 0) process.exit(1);
}
