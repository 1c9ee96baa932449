#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// What a start costs: from the one file, from the jar as Boot unpacks it, and with an archive of its classes.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './lib/children.mjs';
import { JAR, JAVA } from './lib/java.mjs';
import { Watch } from './lib/machine.mjs';
import { optionsOf } from './lib/options.mjs';
import { cpuMs } from './lib/processes.mjs';
import { say } from './lib/stage.mjs';
import { median, spread } from './lib/stats.mjs';
import { table } from './lib/table.mjs';

const { rounds } = optionsOf('Starts the application in three ways, in turn, until it is ready.', {
  rounds: [5, 'starts in each way'],
});

/** CPU time until it is ready, and that time. */
async function start(watch, java) {
  const beganMs = performance.now();
  const server = await startServer({ java });
  watch.add(server.pid);
  const cost = { cpuS: cpuMs(server.pid) / 1000, readyS: (performance.now() - beganMs) / 1000 };
  await server.end();
  return cost;
}

const folder = mkdtempSync(join(tmpdir(), 'sightglass-start-'));
try {
  const unpacked = join(folder, 'sightglass.jar');
  const archive = join(folder, 'sightglass.jsa');
  const { status, stderr } = spawnSync(JAVA, ['-Djarmode=tools', '-jar', JAR, 'extract', '--force', '--destination', folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const watch = await Watch.begin();
  await start(watch, [`-XX:ArchiveClassesAtExit=${archive}`, '-jar', unpacked]);
  const ways = [
    { name: 'one file', java: ['-jar', JAR], costs: [] },
    { name: 'unpacked', java: ['-jar', unpacked], costs: [] },
    { name: 'unpacked, with an archive of its classes', java: [`-XX:SharedArchiveFile=${archive}`, '-jar', unpacked], costs: [] },
  ];
  for (let round = 0; round < rounds; round++) {
    for (const way of ways) {
      way.costs.push(await start(watch, way.java));
      say(way.name, way.costs.at(-1).cpuS.toFixed(1), 's');
    }
  }
  watch.stop();
  const cpu = ({ costs }) => costs.map(({ cpuS }) => cpuS);
  const share = (way) => `${(100 * median(cpu(way)) / median(cpu(ways[0]))).toFixed(0)} %`;
  console.log([
    '### A start', await watch.lines(),
    table(
      ['from', 'CPU time, s: median', 'p95', 'max', 'of that of one file', 'ready after, s: median'],
      ways.map((way) => [way.name, ...spread(cpu(way), 1), share(way), median(way.costs.map(({ readyS }) => readyS)).toFixed(1)]),
    ),
    `${rounds} starts in each way, in turn, with an empty database and the JVM's default options. The archive has ${Math.round(statSync(archive).size / 2 ** 20)} MB.`,
  ].join('\n\n'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
