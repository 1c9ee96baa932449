#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// What one workspace notices of another that sends a hundred times its share: requests that are refused, and encodes.

import { setTimeout as delay } from 'node:timers/promises';
import { startDummy } from './lib/dummy.mjs';
import { flood } from './lib/flood.mjs';
import { atRate } from './lib/open-loop.mjs';
import { optionsOf } from './lib/options.mjs';
import { cpuMs } from './lib/processes.mjs';
import { onStage, say } from './lib/stage.mjs';
import { median, quantile } from './lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from './lib/table.mjs';

const options = optionsOf('Measures what one workspace notices of another. Needs wrk and nginx on the path.', {
  rate: [50, 'polls a second of the one workspace, each by its time, answered or not'],
  times: [100, 'how many times as many the other sends'],
  limit: [100, 'requests a second that each key may send'],
  sessions: [4, 'sessions of the other, whose frames it has encoded'],
  queries: ['', 'queries of those polls, separated by blanks, such as "size=watch size=live"; none for the usual picture'],
  seconds: [20, 'length of each round'],
  rounds: [7, 'of each sort, in turn; the first two of each warm up and do not count'],
  width: [640, 'of the source'],
  height: [360, 'of the source'],
});

/** A workspace of its own with so many keys. */
async function keysOf(api, slug, count) {
  const { id } = await api.data('POST', '/workspaces', { slug, name: slug, roles: ['CONSUMER', 'SUPPLIER'] });
  const keys = [];
  while (keys.length < count) {
    const { plaintext } = await api.data('POST', `/workspaces/${id}/api-keys`, {
      label: slug, environment: 'TEST', scopes: ['sessions:read', 'sessions:create', 'sessions:operate'],
    });
    keys.push(plaintext);
  }
  return keys;
}

/** A session of that key; resolves to its id when it is LIVE. */
async function live(api, whepUrl, key) {
  const { id } = await api.data('POST', '/sessions', { whepUrl }, key);
  for (let i = 0; (await api.data('GET', `/sessions/${id}`, null, key)).state !== 'LIVE'; i++) {
    if (i > 150) throw new Error('the session did not go LIVE');
    await delay(200);
  }
  return id;
}

/** One round: the polls of the one, the flood of the other. */
async function round({ api, server }, one, sort, other) {
  const before = cpuMs(server.pid);
  const [times, sent] = await Promise.all([
    atRate({ perSecond: options.rate, count: options.rate * options.seconds }, () => api.call('GET', `/sessions/${one.id}/frame`, null, one.key)),
    other && flood({ ...other, perSecond: options.rate * options.times, seconds: options.seconds }),
  ]);
  const cpu = (cpuMs(server.pid) - before) / options.seconds / 10;
  say(`${sort}: p50 ${median(times).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(2)} ms, server ${cpu.toFixed(0)} %`,
    sent ? `${sent.answers} answers, ${sent.refused} refused, ${sent.other} other` : '');
  return { times: [...times], failed: times.failed, cpu, sent };
}

/** What the other does in each sort of round: at a server that does nothing for it, which shows what the generator costs, and at ours. */
const SORTS = ['alone', 'requests, elsewhere', 'requests, here', 'encodes, elsewhere', 'encodes, here'];

async function floods({ api, peer, server }, dummy) {
  const keys = await keysOf(api, 'the-other', Math.ceil((options.rate * options.times) / options.limit));
  const ids = [];
  while (ids.length < options.sessions) ids.push(await live(api, peer.whepUrl, keys[0]));
  const paths = ids.flatMap((id) => options.queries.split(' ').map((query) => `/api/v1/sessions/${id}/frame${query && `?${query}`}`));
  const requests = { paths: ['/api/v1/me'], keys: keys.slice(0, 1) };
  const encodes = { paths, keys };
  return [null, { port: dummy.port, ...requests }, { port: server.port, ...requests }, { port: dummy.port, ...encodes }, { port: server.port, ...encodes }];
}

async function measure(stage) {
  const dummy = await startDummy();
  try {
    const [key] = await keysOf(stage.api, 'the-one', 1);
    const one = { key, id: await live(stage.api, stage.peer.whepUrl, key) };
    const others = await floods(stage, dummy);
    const rounds = SORTS.map(() => []);
    for (let i = 0; i < options.rounds; i++) {
      for (const [sort, each] of rounds.entries()) each.push(await round(stage, one, SORTS[sort], others[sort]));
    }
    return report(rounds.map((each) => each.slice(2)));
  } finally {
    await dummy.end();
  }
}

const p99s = (rounds) => rounds.map(({ times }) => quantile(times, 0.99));

/** Of all polls together: that of one round is its fifth longest of 500, and moves by a third from round to round. The sorts take turns, so what else the machine does is in each. */
const p99 = (rounds) => quantile(rounds.flatMap(({ times }) => times), 0.99);

function report(rounds) {
  const [, requestsThere, requestsHere, encodesThere, encodesHere] = rounds.map(p99);
  return [
    table(TARGET_HEADS, [
      targetRow(`p99 of the one, the other's requests here against elsewhere`, requestsHere / requestsThere, { most: 1.1, digits: 2 }),
      targetRow(`p99 of the one, the other's encodes here against elsewhere`, encodesHere / encodesThere, { most: 1.1, digits: 2 }),
      targetRow('answers to the one other than 200', rounds.flat().reduce((sum, { failed }) => sum + failed, 0), { exactly: 0 }),
    ]),
    table(['the other', 'p50, ms', 'p99, ms', 'of one round', 'server, % of a core', 'generator, %', 'its answers/s', 'of those 429, %'], rounds.map((each, i) => [
      SORTS[i], quantile(each.flatMap(({ times }) => times), 0.5).toFixed(2), p99(each).toFixed(2),
      `${Math.min(...p99s(each)).toFixed(1)} to ${Math.max(...p99s(each)).toFixed(1)}`, median(each.map(({ cpu }) => cpu)).toFixed(0),
      ...(each[0].sent ? [
        median(each.map(({ sent }) => sent.cpuMs / options.seconds / 10)).toFixed(0),
        median(each.map(({ sent }) => sent.answers / options.seconds)).toFixed(0),
        median(each.map(({ sent }) => (100 * sent.refused) / sent.answers)).toFixed(0),
      ] : ['', '', '']),
    ])),
  ].join('\n\n');
}

await onStage({
  title: `${options.rate} polls a second, and another workspace with ${options.rate * options.times}`,
  peerOptions: { codec: 'H264', width: options.width, height: options.height, fps: 30 },
  limitMs: 180_000 + options.rounds * SORTS.length * options.seconds * 2000,
  env: {
    SIGHTGLASS_LIMIT_REQUESTS_PER_SECOND: String(options.limit),
    SIGHTGLASS_LIMIT_REQUEST_BURST: String(options.limit * 2),
  },
}, measure);
