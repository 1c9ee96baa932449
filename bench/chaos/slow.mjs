#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Thousands of slow connections (heads and bodies that come byte by byte, readers that do not read), and what honest clients notice.

import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { atRate } from '../lib/open-loop.mjs';
import { optionsOf } from '../lib/options.mjs';
import { footprint } from '../lib/processes.mjs';
import { SlowClients } from '../lib/slow-clients.mjs';
import { onStage, say } from '../lib/stage.mjs';
import { median, quantile } from '../lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from '../lib/table.mjs';

const options = optionsOf('Measures what honest clients notice of thousands of slow connections.', {
  connections: [2000, 'slow connections, a third of each kind; raise `ulimit -n` above them'],
  'dribble-ms': [5000, 'between two bytes of one connection'],
  rate: [50, 'honest requests a second, of each kind'],
  seconds: [20, 'length of a measurement'],
  rounds: [3, 'measurements without and with slow connections, in turn'],
  warm: [20, 'seconds of honest requests before'],
});

const SETTLE_MS = 3000;

/** Public, so that anybody may ask for it, and larger than all buffers between. */
const LARGE = '/api/v1/docs/swagger-ui-bundle.js';

/** A request on a connection of its own, with a body that comes after its head; ms as in Api. */
function anew(port, method, path, body) {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method, agent: false, headers: body && { 'content-type': 'application/json', 'content-length': body.length } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode }));
      answer.on('error', reject);
    });
    call.setTimeout(20_000, () => call.destroy(new Error(`no answer to ${method} ${path}`)));
    call.on('error', reject);
    call.flushHeaders();
    call.end(body);
  });
}

const settled = (promise, wanted) => promise.then(({ status }) => ({ status: status === wanted ? 200 : status }), () => ({ status: 0 }));

/** The honest kinds at once, each at its rate; times in ms by kind. */
async function honest({ api, server }, id, seconds) {
  const rate = { perSecond: options.rate, count: options.rate * seconds };
  const kinds = {
    'frame, kept-alive': () => settled(api.frame(id), 200),
    'health, new connection': () => settled(anew(server.port, 'GET', '/api/v1/health'), 200),
    // Refused for want of a key, when its body is there.
    'POST, new connection': () => settled(anew(server.port, 'POST', '/api/v1/sessions', '{"whepUrl":"http://127.0.0.1:9/whep"}'), 401),
  };
  const times = await Promise.all(Object.values(kinds).map((send) => atRate(rate, send)));
  return Object.fromEntries(Object.keys(kinds).map((kind, i) => [kind, times[i]]));
}

function add(all, times) {
  for (const [kind, each] of Object.entries(times)) {
    all[kind] ??= Object.assign([], { failed: 0 });
    all[kind].push(...each);
    all[kind].failed += each.failed;
  }
}

async function liveSession(api) {
  for (let tries = 0; tries < 60; tries++) {
    const live = (await api.data('GET', '/sessions')).filter?.(({ status, state }) => (status ?? state) === 'LIVE') ?? [];
    if (live.length > 0) return live[0].id;
    await delay(500);
  }
  throw new Error('the demo session is not live');
}

async function measure(stage) {
  const { api, server } = stage;
  const id = await liveSession(api);
  await honest(stage, id, options.warm);
  const before = {};
  const during = {};
  const rounds = [];
  for (let round = 1; round <= options.rounds; round++) {
    add(before, await honest(stage, id, options.seconds));
    const { threads, rssMb } = footprint(server.pid);
    const slow = await SlowClients.begin({ port: server.port, count: options.connections, readPath: LARGE, dribbleMs: options['dribble-ms'] });
    // They are slow, not a flood: what their arrival costs is over.
    await delay(SETTLE_MS);
    const started = await slow.counts();
    add(during, await honest(stage, id, options.seconds));
    const { open, ended } = await slow.counts();
    const then = footprint(server.pid);
    rounds.push([round, started.open, open, ended.head, ended.body, ended.reader, threads, then.threads, rssMb.toFixed(0), then.rssMb.toFixed(0)]);
    await slow.end();
    say(`round ${round}: ${open} open, ended: ${JSON.stringify(ended)}`);
    await delay(2000);
  }
  const kinds = Object.keys(before);
  const p99 = (times) => quantile(times, 0.99);
  const metrics = await server.metrics();
  return [
    table(TARGET_HEADS, [
      ...kinds.map((kind) => targetRow(`${kind}: p99 with slow connections / without`, p99(during[kind]) / p99(before[kind]), { most: 2, digits: 2 })),
      targetRow('honest requests that failed', kinds.reduce((sum, kind) => sum + before[kind].failed + during[kind].failed, 0), { exactly: 0 }),
    ]),
    table(['honest requests, ms', 'without: median', 'p99', 'max', 'with: median', 'p99', 'max', 'n each'], kinds.map((kind) => [
      kind, ...[before, during].flatMap((all) => [median(all[kind]), p99(all[kind]), quantile(all[kind], 1)].map((ms) => ms.toFixed(1))), during[kind].length,
    ])),
    table(['round', 'open at first', 'at last', 'heads ended', 'bodies ended', 'readers anew', 'threads without', 'with', 'resident MB without', 'with'], rounds),
    `${options.connections} slow connections, a byte each ${options['dribble-ms']} ms; each that the server ends is opened anew, as is a reader after 12 s. Closed by its own watch: ${metrics.sightglass_connections_closed_total}.`,
  ].join('\n\n');
}

const limitMs = 120_000 + 1000 * (options.warm + options.rounds * (2 * options.seconds + 20));
await onStage({ title: `${options.connections} slow connections`, peerOptions: null, limitMs, env: { SPRING_PROFILES_ACTIVE: 'demo', SIGHTGLASS_DEMO_FPS: '5' } }, measure);
