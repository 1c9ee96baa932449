#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Asks for more feeds than the machine can do, and for more pictures than it can encode: who is refused, and what those inside notice.

import { setTimeout as delay } from 'node:timers/promises';
import { optionsOf } from '../lib/options.mjs';
import { picturedAges } from '../lib/polling.mjs';
import { onStage, say } from '../lib/stage.mjs';
import { quantile, spread } from '../lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from '../lib/table.mjs';

const options = optionsOf('Opens sessions until they are refused, and goes on asking.', {
  'max-cpu': [50, 'ingest.max-cpu, in percent of all processors: the sender needs the rest'],
  opens: [4, 'sessions asked for a second until one is refused'],
  asks: [20, 'sessions asked for a second afterwards'],
  watched: [4, 'sessions whose pictures are looked at'],
  seconds: [20, 'length of each measurement'],
  settle: [30, 'seconds after the first refusal before the measurement: capacity is measured over some ten'],
  burst: [8, 'variants of each session that are asked for at once, at the end'],
  codec: ['H264', 'H264 or VP8'],
  width: [1280, 'of the source'],
  height: [720, 'of the source'],
  fps: [30, 'of the source'],
});
const POLLS_PER_SECOND = 5;
const MOST_SESSIONS = 200;

const counts = () => new Map();
const count = (map, what) => map.set(what, (map.get(what) ?? 0) + 1);
const listed = (map) => [...map].map(([what, times]) => `${times} x ${what}`).join(', ') || 'none';

/** What an answer says: the status, and of a refusal its code and whether it tells when to come back. */
function saying({ status, headers, chunks }) {
  if (status === 200) return '200';
  const { code } = JSON.parse(Buffer.concat(chunks));
  return `${status} ${code}${headers['retry-after'] ? ' with Retry-After' : ''}`;
}

const REFUSED = '503 UNAVAILABLE with Retry-After';

/** Asks for a session; notes what is answered, and its id where it was let in. */
async function ask({ api, peer }, inside, answers) {
  const answer = await api.call('POST', '/sessions', { whepUrl: peer.whepUrl });
  const said = saying(answer);
  count(answers, said);
  if (answer.status === 200) inside.push(JSON.parse(Buffer.concat(answer.chunks)).data.id);
  return said;
}

/** Ages of the pictures of some sessions, polled side by side, at the end of their answers. */
async function ages({ api }, ids) {
  const each = await Promise.all(ids.map(async (id, place) => {
    const answers = [];
    const beginMs = performance.now() + (place * 1000) / POLLS_PER_SECOND / ids.length;
    for (let i = 0; i < options.seconds * POLLS_PER_SECOND; i++) {
      await delay(Math.max(0, beginMs + (i * 1000) / POLLS_PER_SECOND + Math.random() * 33 - performance.now()));
      const answer = await api.frame(id);
      if (answer.status !== 200) throw new Error(`a poll was answered ${saying(answer)}`);
      answers.push(answer);
    }
    return answers;
  }));
  return picturedAges(each.flat());
}

/** The sessions fill up; resolves when one was refused. */
async function fill(stage, inside, answers) {
  for (let i = 0; i < MOST_SESSIONS; i++) {
    if (await ask(stage, inside, answers) !== '200') return;
    await delay(1000 / options.opens);
  }
  throw new Error(`${inside.length} sessions were let in, and none refused`);
}

async function goOnAsking(stage, inside, answers, over) {
  while (!over()) {
    await Promise.all([ask(stage, inside, answers), delay(1000 / options.asks)]);
  }
}

/** Many variants of every session's frame at once. */
async function burst({ api }, ids, answers) {
  const slowest = await Promise.all(ids.flatMap((id) => Array.from({ length: options.burst }, async (_, i) => {
    const answer = await api.frame(id, `quality=${90 - i}`);
    count(answers, saying(answer));
    return answer.ms;
  })));
  return Math.max(...slowest);
}

async function measure(stage) {
  const { api, server, peer } = stage;
  const few = [];
  const asked = counts();
  for (let i = 0; i < options.watched; i++) {
    // A process that has just started may have no room yet.
    for (const until = Date.now() + 60_000; few.length <= i && Date.now() < until; await delay(1000)) await ask(stage, few, asked);
    await api.live(few[i]);
  }
  await ages(stage, few);
  const before = await ages(stage, few);
  say(`age p95 of ${few.length}: ${quantile(before, 0.95).toFixed(0)} ms`);

  const inside = [...few];
  await fill(stage, inside, asked);
  say(`${inside.length} sessions, then ${[...asked.keys()].at(-1)}`);
  let over = false;
  const asking = goOnAsking(stage, inside, asked, () => over);
  await delay(options.settle * 1000);
  const joined = (await server.metrics()).sightglass_whep_reconnects_total ?? 0;
  // Those that were there first, and those that came last.
  const full = await ages(stage, [...inside.slice(0, options.watched / 2), ...inside.slice(-options.watched / 2)]);
  over = true;
  await asking;
  const metrics = await server.metrics();
  say(`age p95 of ${inside.length}: ${quantile(full, 0.95).toFixed(0)} ms; asked: ${listed(asked)}`);

  const states = counts();
  for (const id of inside) {
    const { state, feed } = await api.session(id);
    count(states, `${state}, feed ${feed.state}`);
  }
  const pictures = counts();
  const slowestMs = await burst(stage, inside, pictures);
  const after = await ages(stage, inside.slice(0, options.watched));
  const odd = (answers, fine) => [...answers].filter(([what]) => !fine.includes(what)).reduce((sum, [, times]) => sum + times, 0);
  return [
    table(TARGET_HEADS, [
      targetRow('sessions refused otherwise than by 503 UNAVAILABLE with Retry-After', odd(asked, ['200', REFUSED]), { exactly: 0 }),
      targetRow('sessions inside whose feed is not live', odd(states, ['LIVE, feed live']), { exactly: 0 }),
      targetRow('feeds joined anew while full', (metrics.sightglass_whep_reconnects_total ?? 0) - joined, { exactly: 0 }),
      targetRow('picture age while full, median', quantile(full, 0.5), { most: 90, unit: ' ms' }),
      targetRow('picture age while full, p95', quantile(full, 0.95), { most: 140, unit: ' ms' }),
      targetRow('pictures refused otherwise than by 503 or 429 with Retry-After', odd(pictures, ['200', REFUSED, '429 RATE_LIMITED with Retry-After']), { exactly: 0 }),
    ]),
    table(['picture age at the end of the answer', 'unit', 'median', 'p95', 'max', 'n'], [
      [`${options.watched} sessions`, 'ms', ...spread(before), before.length],
      [`full, ${options.asks} sessions asked for a second`, 'ms', ...spread(full), full.length],
      ['full, after the burst', 'ms', ...spread(after), after.length],
    ]),
    `${inside.length} sessions of ${options.codec} ${options.width}x${options.height}@${options.fps} with ingest.max-cpu ${options['max-cpu']}, capacity used at the end ${(metrics.sightglass_capacity_used * 100).toFixed(0)} %. `
      + `Asked for: ${listed(asked)}. Then ${inside.length * options.burst} variants at once: ${listed(pictures)}, the slowest answer after ${slowestMs.toFixed(0)} ms. `
      + `The sender dropped ${(await peer.stats()).droppedTicks} frames for want of time.`,
  ].join('\n\n');
}

const { codec, width, height, fps } = options;
await onStage({
  title: 'Overload', peerOptions: { codec, width, height, fps }, limitMs: 240_000 + (4 * options.seconds + options.settle) * 1000,
  env: {
    SIGHTGLASS_INGEST_MAX_CPU: String(options['max-cpu']), SIGHTGLASS_SESSION_OPEN_PER_WORKSPACE: '10000',
    SIGHTGLASS_LIMIT_REQUESTS_PER_SECOND: '0', SIGHTGLASS_LIMIT_WORKSPACE_REQUESTS_PER_SECOND: '0',
  },
}, measure);
