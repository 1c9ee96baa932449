#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// What a feed that is meant to hurt does to memory, and to the feeds beside it.

import { setTimeout as delay } from 'node:timers/promises';
import { startPeer } from '../lib/children.mjs';
import { optionsOf } from '../lib/options.mjs';
import { picturedAges, pollSteadily } from '../lib/polling.mjs';
import { cpuMs, footprint } from '../lib/processes.mjs';
import { onStage, say } from '../lib/stage.mjs';
import { quantile } from '../lib/stats.mjs';
import { table } from '../lib/table.mjs';

const SAMPLE_MS = 50;
const REST_MS = 3_000;

const options = optionsOf('Sends bombs to one feed and polls two others meanwhile.', {
  seconds: [60, 'length of each bomb'],
  polls: [10, 'per second, of each of the two others'],
});

const BOMBS = [
  ['8192 x 8192, VP8', { bomb: 'picture', width: 8192, height: 8192, fps: 5 }],
  ['16383 x 16383, VP8', { bomb: 'picture', width: 16383, height: 16383, fps: 2 }],
  ['8192 x 4320, H264', { bomb: 'picture', codec: 'H264', width: 8192, height: 4320, fps: 5 }],
  ['10000 x 2, VP8', { bomb: 'picture', width: 10000, height: 2, fps: 10 }],
  ['4096 x 2, VP8', { bomb: 'picture', width: 4096, height: 2, fps: 10 }],
  ['16 x 16, VP8', { bomb: 'picture', width: 16, height: 16, fps: 10 }],
  ['another size each keyframe, VP8', { bomb: 'resizing', fps: 30 }],
  ['another size each keyframe, H264', { bomb: 'resizing', codec: 'H264', fps: 30 }],
  ['RTP with noise as payload, 30000/s asked', { bomb: 'garbage', packetsPerSecond: 30_000 }],
  ['good pictures, 30000 packets/s asked', { bomb: 'valid', packetsPerSecond: 30_000 }],
  ['stray datagrams, 60000/s asked', { bomb: 'stray', packetsPerSecond: 60_000 }],
];

/** Resident memory of a process until `stop` is called: the most that was seen. */
function watchMemory(pid) {
  let most = footprint(pid).rssMb;
  const timer = setInterval(() => { most = Math.max(most, footprint(pid).rssMb); }, SAMPLE_MS);
  return () => { clearInterval(timer); return most; };
}

/** Age of the picture at the end of each answer, of both sessions. */
async function poll(api, ids) {
  const count = options.seconds * options.polls;
  const answers = await Promise.all(ids.map((id) => pollSteadily(api, id, { perSecond: options.polls, count, framePeriodMs: 1000 / 15 })));
  return answers.flatMap(picturedAges);
}

/** Looks at the session until the end: what was said of its feed, and when it first failed. */
async function follow(api, id, untilMs) {
  const begunMs = performance.now();
  const reasons = new Set();
  let failedAfterMs = NaN;
  let attempts = 0;
  while (performance.now() < untilMs) {
    const { feed } = await api.session(id);
    if (feed.reason) reasons.add(feed.reason);
    if (feed.reason && Number.isNaN(failedAfterMs)) failedAfterMs = performance.now() - begunMs;
    attempts = Math.max(attempts, feed.epoch);
    await delay(100);
  }
  return { reasons: [...reasons].join(' '), failedAfterMs, attempts };
}

const row = (name, ages, memory, cpu, fate) => [
  name, ...[0.5, 0.99, 1].map((share) => quantile(ages, share).toFixed(0)), ...memory.map((mb) => mb.toFixed(0)), cpu.toFixed(0),
  fate?.reasons ?? '', fate ? (fate.failedAfterMs / 1000).toFixed(1) : '', fate?.attempts ?? '',
];

async function measure({ server, api, peer }) {
  const hostile = await startPeer({}, [], 'hostile-whep.mjs');
  try {
    const good = [await api.openLive(peer.whepUrl), await api.openLive(peer.whepUrl)];
    await poll(api, good);
    const rows = [await look('no bomb', async () => null)];
    for (const [name, control] of BOMBS) {
      const accepted = await hostile.control(control);
      if (!accepted.ok) {
        rows.push([name, `the encoder refuses: ${await accepted.text()}`, ...Array(8).fill('')]);
        continue;
      }
      const { id } = await api.open(hostile.whepUrl);
      rows.push(await look(name, (untilMs) => follow(api, id, untilMs)));
      await api.end(id).catch(() => api.data('DELETE', `/sessions/${id}`));
      await delay(REST_MS);
    }
    rows.push(await look('no bomb, afterwards', async () => null));
    return table(['one feed sends', 'others: age p50, ms', 'p99', 'max', 'resident before, MB', 'most', 'afterwards', 'CPU, % of a core', 'it is said to be',
      'after, s', 'connections'], rows);

    async function look(name, meanwhile) {
      const before = footprint(server.pid).rssMb;
      const most = watchMemory(server.pid);
      const [cpu, atMs] = [cpuMs(server.pid), performance.now()];
      const [ages, fate] = await Promise.all([poll(api, good), meanwhile(performance.now() + options.seconds * 1000)]);
      const percent = ((cpuMs(server.pid) - cpu) / (performance.now() - atMs)) * 100;
      const memory = [before, most(), footprint(server.pid).rssMb];
      say(name, `p99 ${quantile(ages, 0.99).toFixed(0)} ms, ${memory[1].toFixed(0)} MB at most`, fate?.reasons ?? '');
      return row(name, ages, memory, percent, fate);
    }
  } finally {
    await hostile.end();
  }
}

const limitMs = 120_000 + (BOMBS.length + 3) * (options.seconds * 1000 + 20_000);
await onStage({ title: 'Bombs', peerOptions: { codec: 'VP8', width: 640, height: 360, fps: 15, bitrate: 1000 }, limitMs }, measure);
