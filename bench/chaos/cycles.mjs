#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Connects and disconnects a thousand times with real media: does anything stay of it?

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { startPeer } from '../lib/children.mjs';
import { JAVA, ROOT } from '../lib/java.mjs';
import { collect, memory, trim } from '../lib/memory.mjs';
import { optionsOf } from '../lib/options.mjs';
import { testClassPath } from '../lib/program.mjs';
import { onStage, say } from '../lib/stage.mjs';
import { TARGET_HEADS, table, targetRow } from '../lib/table.mjs';

const options = optionsOf('Connects and disconnects with real media and looks at what stays.', {
  cycles: [1000, 'connects of each process'],
  parallel: [4, 'at the same time'],
  every: [100, 'cycles between two looks at the process'],
  application: [false, 'only the application, not the connections alone, with references given back and kept'],
});
const PEER = { codec: 'H264', width: 320, height: 180, fps: 30, bitrate: 500 };
/** A heap that is taken as a whole at once, so that what grows is native. */
const HEAP = ['-Xms64m', '-Xmx64m', '-XX:+AlwaysPreTouch'];

/** What a process takes once it has given back what it could. */
function look(pid, cycles) {
  trim(pid);
  return { cycles, ...memory(pid) };
}

/** Least squares over the looks of the second half, in KB per cycle. */
function slopeKb(looks) {
  const half = looks.slice(Math.floor(looks.length / 2));
  const x = half.map(({ cycles }) => cycles);
  const y = half.map(({ otherMb }) => otherMb * 1024);
  const [meanX, meanY] = [x, y].map((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  const covariance = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0);
  return covariance / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
}

/** The peer connections alone: { name, looks, failed, code } of one Java process. */
async function alone(name, freed) {
  const classPath = testClassPath('ConnectionCycles');
  const peer = await startPeer(PEER);
  const words = [peer.whepUrl, options.cycles, options.parallel, options.every, freed].map(String);
  const child = spawn(JAVA, [...HEAP, '-cp', classPath, 'dev.sightglass.bench.ConnectionCycles', ...words], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const looks = [];
  let failed = NaN;
  createInterface(child.stdout).on('line', (line) => {
    const numbers = /^cycles=(\d+) failed=(\d+) open=(\d+) held=(\d+) callbackFailures=(\d+)$/.exec(line)?.slice(1).map(Number);
    if (!numbers) return;
    looks.push(look(child.pid, numbers[0]));
    failed = numbers.slice(1).reduce((sum, number) => sum + number, 0);
    child.stdin.write('\n');
  });
  const [code] = await exited;
  await peer.end();
  say(`${name}: ended with ${code}`);
  return { name, looks, failed, code };
}

/** Sessions of the packaged application, opened, LIVE and ended. */
async function sessions({ peer, server, api }) {
  const looks = [];
  let failed = 0;
  const cycle = async () => {
    try {
      await api.end(await api.openLive(peer.whepUrl));
    } catch (error) {
      failed++;
      say(error.message);
    }
  };
  for (let done = 0; done < options.cycles; done += options.every) {
    let left = options.every;
    await Promise.all(Array.from({ length: options.parallel }, async () => { while (left-- > 0) await cycle(); }));
    await delay(1000);
    collect(server.pid);
    looks.push(look(server.pid, done + options.every));
    say(`${done + options.every} sessions`);
  }
  const { sightglass_frames_held: held, sightglass_whep_peer_connections: open, sightglass_whep_callback_failures_total: callbacks } = await server.metrics();
  const { open: sessionsLeft } = await peer.stats();
  return { name: 'the application', looks, failed: failed + held + open + callbacks + sessionsLeft, code: 0 };
}

function report(runs) {
  const rows = runs.flatMap(({ name, looks, failed, code }) => {
    const [first, last] = [looks[0], looks.at(-1)];
    return [
      targetRow(`${name}: ${last.cycles} cycles, ended with`, code, { exactly: 0 }),
      targetRow(`${name}: cycles that failed, frames, connections and WHEP sessions left`, failed, { exactly: 0 }),
      targetRow(`${name}: threads more than after ${first.cycles}`, last.threads - first.threads, { most: 4 }),
      targetRow(`${name}: descriptors more than after ${first.cycles}`, last.fds - first.fds, { most: 4 }),
      targetRow(`${name}: resident memory per cycle`, slopeKb(looks), { unit: ' KB', digits: 1 }),
    ];
  });
  const heads = ['cycles', ...runs.flatMap(({ name }) => [`${name}: MB outside the heap`, 'threads', 'descriptors'])];
  const looks = runs[0].looks.map(({ cycles }, i) => [cycles, ...runs.flatMap((run) => [run.looks[i]?.otherMb.toFixed(1) ?? '', run.looks[i]?.threads ?? '', run.looks[i]?.fds ?? ''])]);
  return [table(TARGET_HEADS, rows), table(heads, looks)].join('\n\n');
}

const runs = options.application ? [] : [await alone('references given back', true), await alone('references kept', false)];
const env = { SIGHTGLASS_LIMIT_REQUESTS_PER_SECOND: '0', SIGHTGLASS_LIMIT_WORKSPACE_REQUESTS_PER_SECOND: '0' };
await onStage({ title: 'Connect and disconnect', peerOptions: PEER, env, limitMs: 120_000 + options.cycles * 1_500 }, async (stage) => report([...runs, await sessions(stage)]));
