#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Thousands of requests that wait for the next frame of one session: how old it is when each has its answer, and what they hold.

import { setTimeout as delay } from 'node:timers/promises';
import { collect, usedHeapMb } from './lib/memory.mjs';
import { optionsOf } from './lib/options.mjs';
import { footprint } from './lib/processes.mjs';
import { onStage, say } from './lib/stage.mjs';
import { median, p95, spread } from './lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from './lib/table.mjs';
import { Waiters } from './lib/waiters.mjs';

/** A feed that is silent is joined anew, and its last picture stale, after seconds; here it is silent while thousands of requests arrive. */
const PATIENCE = '120s';
const SETTLE_MS = 500;

const options = optionsOf('Measures answers that were held back for the next frame.', {
  waiters: [10_000, 'requests that wait at the same time; raise `ulimit -n` above it'],
  rounds: [4, 'times that the feed stops, all ask, and the feed goes on; the first is warm-up'],
  size: ['', 'the parameter of that name'],
});

/** One round: nothing new comes while all ask for what is newer than they have; then the feed goes on at its 30 frames a second. */
async function round({ api, peer, server }, id, waiters) {
  await peer.control({ media: 'stop' });
  await delay(SETTLE_MS);
  const path = `/api/v1/sessions/${id}/frame?wait=30s${options.size && `&size=${options.size}`}`;
  const { headers: { etag } } = await api.call('GET', `/sessions/${id}/frame${options.size && `?size=${options.size}`}`);
  const beganAt = Date.now();
  const answered = waiters.ask(path, etag);
  await held(server, options.waiters);
  const askingMs = Date.now() - beganAt;
  collect(server.pid);
  const heapMb = usedHeapMb(server.pid);
  const { threads } = footprint(server.pid);
  const encodesBefore = (await server.metrics()).sightglass_jpeg_encodes_total;
  await peer.control({});
  const answers = await answered;
  const encodes = (await server.metrics()).sightglass_jpeg_encodes_total - encodesBefore;
  const left = (await server.metrics()).sightglass_frame_waiters;
  const good = answers.filter(({ status }) => status === 200);
  const ages = good.map(({ endedAt, decodedAt }) => endedAt - decodedAt);
  const times = good.map(({ endedAt }) => endedAt);
  const found = {
    ages, askingMs, heapMb, threads, encodes, left, failed: answers.length - good.length,
    begins: good.map(({ ageMs }) => ageMs),
    frames: new Set(good.map(({ etag: tag }) => tag)).size,
    spanMs: times.reduce((most, time) => Math.max(most, time), 0) - times.reduce((least, time) => Math.min(least, time), Infinity),
  };
  say(`p95 ${p95(ages)} ms, ${heapMb.toFixed(0)} MB, ${found.frames} frames, all within ${found.spanMs} ms, ${found.failed} failed`);
  return found;
}

async function held(server, count) {
  const until = Date.now() + 60_000;
  for (;;) {
    const now = (await server.metrics()).sightglass_frame_waiters;
    if (now >= count) return;
    if (Date.now() > until) throw new Error(`only ${now} of ${count} wait after a minute`);
    await delay(100);
  }
}

async function measure(stage) {
  const { api, peer, server } = stage;
  const id = await api.openLive(peer.whepUrl);
  await api.frame(id);
  collect(server.pid);
  const emptyMb = usedHeapMb(server.pid);
  const idleThreads = footprint(server.pid).threads;
  const waiters = await Waiters.connect(server.port, options.waiters);
  say(`${options.waiters} connections`);
  const rounds = [];
  while (rounds.length < options.rounds) rounds.push(await round(stage, id, waiters));
  waiters.close();
  const counted = rounds.slice(1);
  const ages = counted.flatMap((each) => each.ages);
  const begins = counted.flatMap((each) => each.begins);
  return [
    table(TARGET_HEADS, [
      targetRow('age of the frame when its answer begins, p95', p95(begins), { most: 100, unit: ' ms' }),
      targetRow('Java heap in use while all wait, after a collection', Math.max(...rounds.map(({ heapMb }) => heapMb)), { most: 300, unit: ' MB' }),
      targetRow('answers other than 200', rounds.reduce((sum, { failed }) => sum + failed, 0), { exactly: 0 }),
      targetRow('waiters left behind', Math.max(...rounds.map(({ left }) => left)), { exactly: 0 }),
    ]),
    table(['', 'unit', 'median', 'p95', 'max', 'n'], [
      ['age of the frame at the end of the answer', 'ms', ...spread(ages), ages.length],
      ['age when the answer began, as stated', 'ms', ...spread(begins), ages.length],
    ]),
    table(['round', 'median, ms', 'p95, ms', 'first to last answer, ms', 'distinct frames', 'encodes', 'time to ask, ms', 'heap, MB', 'threads'],
      rounds.map((each, i) => [i + 1, median(each.ages), p95(each.ages), each.spanMs, each.frames, each.encodes, each.askingMs, each.heapMb.toFixed(0), each.threads])),
    `Before: ${emptyMb.toFixed(0)} MB of heap, ${idleThreads} threads. ${options.waiters} kept-alive connections. What an answer's end adds is the time of their one client, which shares the cores, and of all the bytes that it is sent at once.`,
  ].join('\n\n');
}

const env = {
  // From nine tenths of them on, connections that are idle for a second are closed.
  SERVER_TOMCAT_MAXCONNECTIONS: String(Math.ceil(options.waiters * 1.25)),
  SIGHTGLASS_INGEST_STALLTIMEOUT: PATIENCE,
  SIGHTGLASS_FRAME_MAXAGE: PATIENCE,
  SPRING_APPLICATION_JSON: JSON.stringify({ sightglass: { limit: { 'requests-per-second': 0, 'workspace-requests-per-second': 0 }, http: { 'max-connections-per-address': 0 } } }),
};
await onStage({ title: `${options.waiters} waiters`, peerOptions: { codec: 'H264', width: 1280, height: 720, fps: 30 }, limitMs: 600_000, env }, measure);
