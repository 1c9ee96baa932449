#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// A process is killed with hundreds of LIVE sessions in its database: how the next one comes back to them.

import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Api } from '../lib/api.mjs';
import { dataFolder, startPeer, startServer } from '../lib/children.mjs';
import { Watch } from '../lib/machine.mjs';
import { atRate } from '../lib/open-loop.mjs';
import { optionsOf } from '../lib/options.mjs';
import { say } from '../lib/stage.mjs';
import { quantile, spread } from '../lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from '../lib/table.mjs';

const options = optionsOf('Kills the process with many LIVE sessions and measures how the next one joins their feeds.', {
  sessions: [200, 'LIVE sessions'],
  'per-second': [20, 'ingest.connects-per-second'],
  width: [320, 'of the source'],
  height: [180, 'of the source'],
  fps: [5, 'of the source'],
  limit: [120, 'seconds after which a feed that has no picture counts as lost'],
});
const AT_ONCE = 8;
const POLL_EVERY_MS = 500;
const LOOK_EVERY_MS = 50;
const HEALTH_PER_SECOND = 20;

/** Runs `work` on all items, some at a time. */
async function each(items, work) {
  const left = [...items];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (left.length) await work(left.shift());
  }));
}

/** Watches the joins that the peer sees, until what it returns is called: { most, all, open }: most in any one second, all of them, sessions there at the end. */
function watchJoins(peer) {
  const looks = [];
  let over = false;
  const done = (async () => {
    while (!over) {
      const { created, open } = await peer.stats();
      looks.push({ atMs: performance.now(), created, open });
      await delay(LOOK_EVERY_MS);
    }
  })();
  return async () => {
    over = true;
    await done;
    const within = (i) => looks.filter(({ atMs }) => atMs > looks[i].atMs - 1000 && atMs <= looks[i].atMs);
    return {
      most: Math.max(...looks.map(({ created }, i) => created - within(i)[0].created)),
      all: looks.at(-1).created - looks[0].created,
      open: looks.at(-1).open,
    };
  };
}

/** Polls each session until it has a picture of its new feed; resolves to seconds since `sinceMs` by session, and what else was answered. */
async function pictures(api, ids, sinceMs) {
  const seconds = [];
  const others = new Map();
  const untilMs = performance.now() + options.limit * 1000;
  await Promise.all(ids.map(async (id, place) => {
    await delay((place * POLL_EVERY_MS) / ids.length);
    while (performance.now() < untilMs) {
      const { status, chunks } = await api.frame(id, 'size=watch');
      if (status === 200) return seconds.push((performance.now() - sinceMs) / 1000);
      const { code, detail } = JSON.parse(Buffer.concat(chunks));
      const said = `${status} ${code} ${detail ?? ''}`.trim();
      others.set(said, (others.get(said) ?? 0) + 1);
      await delay(POLL_EVERY_MS);
    }
    return undefined;
  }));
  return { seconds, others };
}

const env = {
  SIGHTGLASS_INGEST_CONNECTS_PER_SECOND: String(options['per-second']), SIGHTGLASS_SESSION_OPEN_PER_WORKSPACE: '10000',
  SIGHTGLASS_LIMIT_REQUESTS_PER_SECOND: '0', SIGHTGLASS_LIMIT_WORKSPACE_REQUESTS_PER_SECOND: '0',
};
const data = dataFolder();
const { width, height, fps } = options;
const watch = await Watch.begin();
const peer = await startPeer({ codec: 'H264', width, height, fps, bitrate: 200 });
watch.add(peer.pid);
const ends = [() => peer.end()];
try {
  const first = await startServer({ data, env });
  ends.push(() => first.end());
  watch.add(first.pid);
  const ids = [];
  const former = new Api(first.port);
  await each(Array.from({ length: options.sessions }), async () => { ids.push(await former.openLive(peer.whepUrl)); });
  say(`${ids.length} sessions are LIVE`);
  former.close();
  await first.kill();
  const killedMs = performance.now();
  const joins = watchJoins(peer);

  const server = await startServer({ data, env });
  ends.push(() => server.end());
  watch.add(server.pid);
  const readyMs = performance.now();
  const startSeconds = (readyMs - killedMs) / 1000;
  say(`ready after ${startSeconds.toFixed(1)} s`);
  const api = new Api(server.port);
  const healthSeconds = Math.ceil(options.sessions / options['per-second']) + 5;
  const [{ seconds, others }, health] = await Promise.all([
    pictures(api, ids, readyMs),
    atRate({ perSecond: HEALTH_PER_SECOND, count: HEALTH_PER_SECOND * healthSeconds }, () => api.call('GET', '/health')),
  ]);
  const { most, all, open } = await joins();
  api.close();
  watch.stop();
  const pacedSeconds = options.sessions / options['per-second'];
  console.log([`### A start with ${options.sessions} LIVE sessions`, await watch.lines(), table(TARGET_HEADS, [
    targetRow('feeds without a picture in the end', ids.length - seconds.length, { exactly: 0 }),
    targetRow('WHEP sessions left over at the server, former ones DELETEd', open - ids.length, { exactly: 0 }),
    targetRow('joins in any one second, those of a burst of one included', most, { most: options['per-second'] + 1 }),
    targetRow('last picture after readiness / as long as the paced joins take', quantile(seconds, 1) / pacedSeconds, { most: 1.25, digits: 2 }),
    targetRow('health answered meanwhile, p99', quantile(health, 0.99), { most: 100, unit: ' ms' }),
  ]), table(['', 'unit', 'median', 'p95', 'max', 'n'], [
    ['first picture of a session after readiness', 's', ...spread(seconds, 1), seconds.length],
    ['health', 'ms', ...spread(health, 1), health.length],
  ]), `Ready ${startSeconds.toFixed(1)} s after the kill; ${all} joins. Before their pictures, polls were answered: ${[...others].map(([said, times]) => `${times} x ${said}`).join(', ') || 'nothing else'}.`].join('\n\n'));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  while (ends.length) await ends.pop()();
  rmSync(data, { recursive: true, force: true });
}
