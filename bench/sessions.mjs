#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// What live sessions cost that nobody polls.

import { setTimeout as delay } from 'node:timers/promises';
import { collect, memory, trim } from './lib/memory.mjs';
import { optionsOf } from './lib/options.mjs';
import { pollSteadily } from './lib/polling.mjs';
import { cpuMs, familyCpuMs } from './lib/processes.mjs';
import { onStage, say } from './lib/stage.mjs';
import { TARGET_HEADS, table, targetRow } from './lib/table.mjs';

const WARM_UP = { sessions: 4, perSecond: 20, count: 320 };
const SETTLE_MS = 5_000;
const GONE_LIMIT_MS = 20_000;

const options = optionsOf('Measures CPU and memory of live sessions without polls.', {
  codec: ['H264', 'H264 or VP8'],
  width: [1280, 'of the source'],
  height: [720, 'of the source'],
  counts: [[1, 4, 8, 16], 'numbers of sessions, rising'],
  seconds: [20, 'length of each look at the CPU'],
  cycles: [2, 'times that all sessions are opened and ended'],
});

async function open({ api, peer }, sessions, count) {
  while (sessions.length < count) sessions.push(await api.openLive(peer.whepUrl));
}

/** Ends all sessions and waits until the peer has none left. */
async function endAll({ api, peer }, sessions) {
  await Promise.all(sessions.splice(0).map((id) => api.end(id)));
  const until = Date.now() + GONE_LIMIT_MS;
  while ((await peer.stats()).open > 0) {
    if (Date.now() > until) throw new Error('WHEP sessions left behind');
    await delay(100);
  }
}

/** Makes the code hot that sessions and polls run through, then ends what it opened. */
async function warmUp(stage) {
  const sessions = [];
  await open(stage, sessions, WARM_UP.sessions);
  await pollSteadily(stage.api, sessions[0], WARM_UP);
  await endAll(stage, sessions);
}

/** One look: CPU of both sides over the time, then memory; a full collection before it when nothing is live. */
async function look({ server, peer }, name, count) {
  if (count === 0) collect(server.pid);
  await delay(SETTLE_MS);
  const lengthMs = options.seconds * 1000;
  const before = { server: cpuMs(server.pid), peer: familyCpuMs(peer.pid), frames: await decoded(server), atMs: performance.now() };
  await delay(lengthMs);
  const wallMs = performance.now() - before.atMs;
  const percent = (ms) => (ms / wallMs) * 100;
  const found = {
    name, count,
    cpu: percent(cpuMs(server.pid) - before.server),
    peerCpu: percent(familyCpuMs(peer.pid) - before.peer),
    fps: count ? (((await decoded(server)) - before.frames) / wallMs) * 1000 / count : 0,
    memory: memory(server.pid),
  };
  say(name, `${found.cpu.toFixed(1)} % of a core, ${found.memory.rssMb.toFixed(0)} MB`);
  return found;
}

const decoded = async (server) => (await server.metrics()).sightglass_frames_decoded_total;

async function measure(stage) {
  const looks = [await look(stage, 'fresh process', 0)];
  await warmUp(stage);
  looks.push(await look(stage, 'warm', 0));
  const sessions = [];
  for (const count of options.counts) {
    await open(stage, sessions, count);
    looks.push(await look(stage, 'live', count));
  }
  await endAll(stage, sessions);
  looks.push(await look(stage, 'all ended', 0));
  for (let cycle = 2; cycle <= options.cycles; cycle++) {
    await open(stage, sessions, options.counts.at(-1));
    looks.push(await look(stage, `live, cycle ${cycle}`, options.counts.at(-1)));
    await endAll(stage, sessions);
    looks.push(await look(stage, `all ended, cycle ${cycle}`, 0));
  }
  if (trim(stage.server.pid)) looks.push(await look(stage, 'malloc trimmed', 0));
  return report(looks);
}

const HEADS = ['', 'sessions', 'CPU, % of a core', 'per session', 'frames/s per session', 'resident, MB', 'of that Java heap', 'and all else',
  'threads', 'fds', 'peer CPU, % of a core'];

function report(looks) {
  const warm = looks[1];
  const live = looks.filter(({ name }) => name === 'live');
  const [first, last] = [live[0], live.at(-1)];
  const perSession = ({ cpu, count }) => (cpu - warm.cpu) / count;
  const perFurther = (part) => (last.memory[part] - first.memory[part]) / Math.max(1, last.count - first.count);
  const span = `${first.count} to ${last.count}`;
  const cpuTarget = { most: options.codec === 'H264' ? 8 : undefined, unit: ' % of a core', digits: 1 };
  const memoryTarget = { most: 12, unit: ' MB', digits: 1 };
  return [
    table(TARGET_HEADS, [
      targetRow(`CPU per live session (${first.count} live)`, perSession(first), cpuTarget),
      targetRow(`CPU per live session (${last.count} live)`, perSession(last), cpuTarget),
      targetRow(`resident memory per further session (${span})`, perFurther('rssMb'), memoryTarget),
      targetRow(`of that outside the Java heap (${span})`, perFurther('otherMb'), memoryTarget),
    ]),
    table(HEADS, looks.map(({ name, count, cpu, fps, peerCpu, memory: { rssMb, heapMb, otherMb, threads, fds } }) => [
      name, count, cpu.toFixed(1), count ? perSession({ cpu, count }).toFixed(1) : '', count ? fps.toFixed(1) : '',
      ...[rssMb, heapMb, otherMb].map((mb) => mb.toFixed(0)), threads, fds, peerCpu.toFixed(0),
    ])),
    leftBehind(warm, looks.filter(({ name }) => name.startsWith('all ended')), looks.at(-1)),
  ].join('\n\n');
}

function leftBehind(warm, ends, trimmed) {
  const beyond = (found, part) => (found.memory[part] - warm.memory[part]).toFixed(0);
  const each = ends.map((found) => beyond(found, 'otherMb')).join(', ');
  return `Left behind outside the Java heap, against the warm process: ${each} MB after each cycle, ${beyond(trimmed, 'otherMb')} MB once malloc had `
    + `given back what is free; ${beyond(trimmed, 'threads')} threads, ${beyond(trimmed, 'fds')} fds. Warm-up: ${WARM_UP.sessions} sessions, `
    + `${WARM_UP.count} polls. Full collection before each look without sessions. Default options of the JVM.`;
}

const { codec, width, height } = options;
const looksCount = options.counts.length + 4 + 2 * options.cycles;
const limitMs = 300_000 + looksCount * (options.seconds * 1000 + 20_000);
await onStage({ title: `Sessions, ${codec} ${width}x${height}@30`, peerOptions: { codec, width, height, fps: 30 }, limitMs }, measure);
