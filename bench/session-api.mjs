#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Answer time and CPU of GET /sessions/{id}, on the embedded database, the load on the same cores.

import { atRate } from './lib/open-loop.mjs';
import { optionsOf } from './lib/options.mjs';
import { cpuMs } from './lib/processes.mjs';
import { onStage, say } from './lib/stage.mjs';
import { median, p95, quantile } from './lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from './lib/table.mjs';

/** Nobody listens there, so the sessions wait and nothing is decoded meanwhile. */
const NOWHERE = 'http://127.0.0.1:9/whep';

const options = optionsOf('Measures GET /sessions/{id} at a steady rate over kept-alive connections.', {
  rate: [500, 'requests a second'],
  seconds: [30, 'length of each round'],
  rounds: [4, 'the first ones warm the process up; the last two count'],
  sessions: [20, 'sessions that are asked for in turn'],
});

async function round({ api, server }, ids) {
  const before = cpuMs(server.pid);
  const count = options.rate * options.seconds;
  const times = await atRate({ perSecond: options.rate, count }, (i) => api.call('GET', `/sessions/${ids[i % ids.length]}`));
  const cpu = (cpuMs(server.pid) - before) / count;
  say(`p99 ${quantile(times, 0.99).toFixed(1)} ms, ${cpu.toFixed(3)} ms CPU per request`);
  return { times, cpu, failed: times.failed };
}

async function measure(stage) {
  const ids = [];
  while (ids.length < options.sessions) ids.push((await stage.api.open(NOWHERE)).id);
  const rounds = [];
  while (rounds.length < options.rounds) rounds.push(await round(stage, ids));
  const counted = rounds.slice(-2);
  const times = counted.flatMap((each) => [...each.times]);
  return [
    table(TARGET_HEADS, [
      targetRow(`GET /sessions/{id} at ${options.rate}/s, p99`, quantile(times, 0.99), { most: 5, unit: ' ms', digits: 1 }),
      targetRow('answers other than 200', rounds.reduce((sum, { failed }) => sum + failed, 0), { exactly: 0 }),
    ]),
    table(['round', 'median, ms', 'p95, ms', 'p99, ms', 'max, ms', 'server CPU per request, ms', 'n'], rounds.map((each, i) => [
      i + 1, median(each.times).toFixed(2), p95(each.times).toFixed(2), quantile(each.times, 0.99).toFixed(2),
      Math.max(...each.times).toFixed(1), each.cpu.toFixed(3), each.times.length,
    ])),
  ].join('\n\n');
}

const limitMs = 120_000 + options.rounds * options.seconds * 3000;
await onStage({ title: `GET /sessions/{id}, ${options.rate}/s, H2`, peerOptions: null, limitMs, env: { SIGHTGLASS_SESSION_WAIT_TIMEOUT: '1h' } }, measure);
