#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// From POST /sessions to the first picture.

import { setTimeout as delay } from 'node:timers/promises';
import { optionsOf } from './lib/options.mjs';
import { onStage, say } from './lib/stage.mjs';
import { median, p95, quantile, spread } from './lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from './lib/table.mjs';

const POLL_MS = 10;
const ONE_START_LIMIT_MS = 30_000;
/** Between two starts: the former session is gone, and the next start meets the encoder at any point of its frame. */
const pauseMs = () => 500 + Math.random() * 300;

const options = optionsOf('Measures how long a new session takes to its first picture.', {
  codec: ['H264', 'H264 or VP8'],
  starts: [30, 'starts that count, one after the other'],
  width: [1280, 'of the source'],
  height: [720, 'of the source'],
});

/** Polls /frame at a fixed beat until it answers 200; the start time and its parts, in ms. */
async function start(api, whepUrl) {
  const startedMs = performance.now();
  const { id } = await api.open(whepUrl);
  const openedMs = performance.now();
  let polls = 0;
  for (;;) {
    polls++;
    const { status, ms } = await api.frame(id);
    const nowMs = performance.now();
    if (status === 200) {
      const { createdAt, startedAt } = await api.session(id);
      await api.end(id);
      const toDecoded = Date.parse(startedAt) - Date.parse(createdAt);
      return { total: nowMs - startedMs, post: openedMs - startedMs, toDecoded, lastPoll: ms, polls };
    }
    if (status !== 404 || nowMs - startedMs > ONE_START_LIMIT_MS) throw new Error(`/frame answered ${status} after ${polls} polls`);
    await delay(Math.max(0, startedMs + polls * POLL_MS - performance.now()));
  }
}

const row = (name, values) => [name, ...spread(values), values.length];

function report(cold, starts) {
  const coldParts = `\`POST\` answered after ${cold.post.toFixed(0)} ms, first frame decoded ${cold.toDecoded} ms after the session was created`;
  const totals = starts.map(({ total }) => total);
  const rest = starts.map(({ total, toDecoded }) => total - toDecoded);
  return [
    table(TARGET_HEADS, [
      targetRow('start, median', median(totals), { most: 400, unit: ' ms' }),
      targetRow('start, p95', p95(totals), { most: 700, unit: ' ms' }),
    ]),
    table(['ms', 'median', 'p95', 'max', 'n'], [
      row('`POST /sessions` to the first 200 on `/frame`', totals),
      row('of that: `POST` answered', starts.map(({ post }) => post)),
      row('of that: session created to first frame decoded', starts.map(({ toDecoded }) => toDecoded)),
      row('of that: the rest (request, first encode, waiting for the next poll, answer)', rest),
      row('the poll that answered 200', starts.map(({ lastPoll }) => lastPoll)),
      row('first start in the life of the process, all cold; not among the others', [cold.total]),
    ]),
    `Slowest five: ${[...totals].sort((a, b) => b - a).slice(0, 5).map((ms) => ms.toFixed(0)).join(', ')} ms; fastest ${quantile(totals, 0).toFixed(0)} ms. `
      + `No warm-up but the one cold start: ${coldParts}.`,
  ].join('\n\n');
}

const { codec, width, height } = options;
const limitMs = 180_000 + options.starts * 5_000;
await onStage({ title: `First frame, ${codec} ${width}x${height}@30`, peerOptions: { codec, width, height, fps: 30 }, limitMs }, async ({ peer, api }) => {
  const cold = await start(api, peer.whepUrl);
  say(`cold start ${cold.total.toFixed(0)} ms`);
  const starts = [];
  while (starts.length < options.starts) {
    await delay(pauseMs());
    starts.push(await start(api, peer.whepUrl));
  }
  return report(cold, starts);
});
