#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Stops the publisher and polls on: is an old picture ever served?

import { setTimeout as delay } from 'node:timers/promises';
import { readCard } from '../lib/card.mjs';
import { optionsOf } from '../lib/options.mjs';
import { onStage, say } from '../lib/stage.mjs';
import { quantile } from '../lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from '../lib/table.mjs';

/** The source draws, encodes and sends, and we decode: what a picture is older than its decoding says. */
const GRACE_MS = 250;

const options = optionsOf('Stops the publisher and looks for old pictures and other answers than 404 frame:stale.', {
  polls: [10_000, 'polls in all, beginning with the stop of the publisher'],
  rounds: [10, 'stops'],
  'max-age': [5000, 'frame.max-age, in ms'],
  'per-second': [100, 'polls a second'],
});
const maxAgeMs = options['max-age'];
const count = Math.ceil(options.polls / options.rounds);

/** One stop: [{ sinceMs, status, detail, pictureAgeMs, headerAgeMs }] of polls that begin `sinceMs` after it. */
async function round({ api, peer }, id) {
  await peer.control({ media: 'stop' });
  const stoppedMs = performance.now();
  const polls = Array.from({ length: count }, async (_, i) => {
    await delay((i * 1000) / options['per-second']);
    const sinceMs = performance.now() - stoppedMs;
    const { status, headers, chunks, endedAt } = await api.frame(id);
    const body = Buffer.concat(chunks);
    if (status !== 200) return { sinceMs, status, detail: JSON.parse(body).detail };
    return { sinceMs, status, endedAt, body, headerAgeMs: Number(headers['frame-age-ms']) };
  });
  const answers = await Promise.all(polls);
  await peer.control({});
  await api.live(id);
  return answers.map(({ body, endedAt, ...answer }) => (body ? { ...answer, pictureAgeMs: endedAt - readCard(body).epochMs } : answer));
}

function report(answers) {
  const served = answers.filter(({ status }) => status === 200);
  const late = answers.filter(({ sinceMs }) => sinceMs >= maxAgeMs + GRACE_MS);
  const wrong = late.filter(({ status, detail }) => status !== 404 || detail !== 'frame:stale');
  const old = served.filter(({ headerAgeMs, pictureAgeMs }) => headerAgeMs > maxAgeMs || pictureAgeMs > maxAgeMs + GRACE_MS);
  return [
    table(TARGET_HEADS, [
      targetRow(`pictures older than frame.max-age (${maxAgeMs} ms; drawn more than ${GRACE_MS} ms before that), of ${answers.length} polls`, old.length, { exactly: 0 }),
      targetRow(`answers other than 404 frame:stale from ${maxAgeMs + GRACE_MS} ms after the stop on, of ${late.length}`, wrong.length, { exactly: 0 }),
    ]),
    table(['answer', 'polls', 'first, ms after the stop', 'last'], groups(answers).map(([name, all]) => [
      name, all.length, Math.min(...all.map(({ sinceMs }) => sinceMs)).toFixed(0), Math.max(...all.map(({ sinceMs }) => sinceMs)).toFixed(0),
    ])),
    `Oldest picture served: drawn ${quantile(served.map(({ pictureAgeMs }) => pictureAgeMs), 1).toFixed(0)} ms before the end of its answer, which stated `
      + `${quantile(served.map(({ headerAgeMs }) => headerAgeMs), 1).toFixed(0)} ms since decoding.`,
  ].join('\n\n');
}

/** [[name of the answer, those answers]] */
function groups(answers) {
  const all = new Map();
  for (const answer of answers) {
    const name = answer.detail ?? String(answer.status);
    all.set(name, [...(all.get(name) ?? []), answer]);
  }
  return [...all];
}

const env = { SIGHTGLASS_FRAME_MAX_AGE: `${maxAgeMs}ms` };
const limitMs = 120_000 + options.rounds * 20_000 + (options.polls * 1000) / options['per-second'];
await onStage({ title: 'A publisher that stops', peerOptions: { width: 320, height: 180, fps: 15, bitrate: 500 }, env, limitMs }, async (stage) => {
  const id = await stage.api.openLive(stage.peer.whepUrl);
  const answers = [];
  for (let i = 1; i <= options.rounds; i++) {
    await delay(500 + Math.random() * 500);
    answers.push(...await round(stage, id));
    say(`stop ${i} of ${options.rounds}`);
  }
  return report(answers);
});
