#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Feeds that run for long, polled all the time, over a network that loses and delays packets: whether memory grows and pictures age.

import { setTimeout as delay } from 'node:timers/promises';
import { collect, usedHeapMb } from '../lib/memory.mjs';
import { optionsOf } from '../lib/options.mjs';
import { picturedAges } from '../lib/polling.mjs';
import { footprint } from '../lib/processes.mjs';
import { onStage, say } from '../lib/stage.mjs';
import { median, quantile, slope, spread } from '../lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from '../lib/table.mjs';

const options = optionsOf('Lets feeds run over a poor network and looks for growth.', {
  minutes: [60, 'length of the run after the warm-up'],
  churn: [10, 'minutes at first in which one session after the other is replaced, and polls come faster: a process that has seen many of both'],
  warm: [76, 'further minutes before anything counts; the second renewals come in the middle of the counted hour then, so that connections hold as much at its end as at its begin'],
  'renew-after': [60, 'minutes, ingest.renew-after, an hour as it is shipped: what a connection keeps of each frame is bounded from then on'],
  feeds: [8, 'live sessions'],
  rate: [20, 'polls a second, over all feeds in turn'],
  loss: [1, 'percent of the datagrams that are lost, retransmissions too'],
  jitter: [100, 'most milliseconds that a datagram is late'],
  codec: ['H264', 'H264 or VP8'],
  width: [640, 'of the source'],
  height: [360, 'of the source'],
  fps: [15, 'of the source'],
  arenas: [2, 'MALLOC_ARENA_MAX; 0 for as many as malloc likes, eight for each processor'],
  scaling: [1, 'CompileThresholdScaling: with 0.1 the JIT has compiled after one hour what it otherwise has after ten'],
  heap: [256, 'MB of Java heap, all taken at the start, so that resident memory tells of the rest'],
});

/** So many looks make one point, of the least among them. */
const LOOKS_PER_POINT = 12;
const LOOK_EVERY_MS = 5_000;
/** Every so many polls the time that is drawn in the picture is read; decoding all would take the cores from what is measured. */
const READ_EVERY = 10;
const MS_PER_HOUR = 3_600_000;
/**
 * From the last replaced session on, within the warm-up: those that ended are forgotten by then, and frames that pile up behind the
 * full collection stay in libwebrtc's pools until the first renewals only, which are over before anything counts.
 */
const COLLECT_AFTER_MS = 600_000;
/** While sessions are replaced: milliseconds between two of them, and how many times faster the polls come. */
const REPLACE_EVERY_MS = 4_000;
const CHURN_RATE = 4;

/** Makes the JIT compile, and malloc spread, what an hour of renewals, polls and looks would do bit by bit. */
async function churn({ api, peer, server }, ids) {
  const untilMs = performance.now() + options.churn * 60_000;
  const over = () => performance.now() >= untilMs;
  await Promise.all([poll(api, ids, options.rate * CHURN_RATE, { polls: 0, ages: [], missed: new Map() }, over), replace()]);

  async function replace() {
    for (let i = 0; !over(); i = (i + 1) % ids.length) {
      const former = ids[i];
      ids[i] = await api.openLive(peer.whepUrl);
      await api.end(former);
      await server.metrics();
      await delay(REPLACE_EVERY_MS);
    }
  }
}

async function poll(api, ids, rate, samples, over) {
  const beganMs = performance.now();
  for (let i = 0; !over(); i++) {
    const waitMs = beganMs + (i * 1000) / rate - performance.now();
    if (waitMs > 0) await delay(waitMs);
    const answer = await api.frame(ids[i % ids.length], 'size=watch');
    samples.polls++;
    if (answer.status === 200) {
      if (i % READ_EVERY === 0) samples.ages.push({ atMs: performance.now(), ms: picturedAges([answer])[0] });
    } else {
      samples.missed.set(answer.status, (samples.missed.get(answer.status) ?? 0) + 1);
    }
  }
}

async function look(server, samples, over) {
  let looks = [];
  while (!over()) {
    await delay(LOOK_EVERY_MS);
    const now = footprint(server.pid);
    // From the page of metrics: a jcmd leaves a little in the JVM each time, and costs more than the look.
    const { jvm_memory_used_bytes: heapBytes } = await server.metrics('area="heap"');
    looks.push({ heapMb: heapBytes / 2 ** 20, rssMb: now.rssMb });
    if (looks.length < LOOKS_PER_POINT) continue;
    const metrics = await server.metrics();
    const least = (part) => Math.min(...looks.map((each) => each[part]));
    const point = {
      ...now, atMs: performance.now(), heapMb: least('heapMb'), rssMb: least('rssMb'),
      reconnects: metrics.sightglass_whep_reconnects_total ?? 0,
      renewals: (await server.metrics('outcome="renewed"')).sightglass_whep_renewals_total ?? 0,
      held: metrics.sightglass_frames_held,
      codeMb: (await server.metrics('id="Code')).jvm_memory_used_bytes / 2 ** 20,
    };
    samples.points.push(point);
    looks = [];
    say(`heap ${point.heapMb.toFixed(1)} MB, resident ${point.rssMb.toFixed(1)} MB, code ${point.codeMb.toFixed(1)} MB, ${point.threads} threads, ${point.reconnects} reconnects`);
  }
}

/**
 * The heap that full collections leave, the second one what the first has found to be finished with; young ones leave what lies dead in
 * old regions, some 5 MB of it by chance.
 */
function live(pid) {
  collect(pid);
  collect(pid);
  return { atMs: performance.now(), mb: usedHeapMb(pid) };
}

async function measure({ api, peer, server }) {
  // Of sessions that are opened from now on.
  await peer.control({ networkLoss: options.loss / 100, jitterMs: options.jitter });
  const ids = [];
  while (ids.length < options.feeds) ids.push(await api.openLive(peer.whepUrl));
  const samples = { polls: 0, ages: [], missed: new Map(), points: [], live: [] };
  const warmUntilMs = performance.now() + (options.churn + options.warm) * 60_000;
  const endMs = warmUntilMs + options.minutes * 60_000;
  const over = () => performance.now() >= endMs;
  await Promise.all([churnThenPoll(), look(server, samples, over), collectOnce()]);
  samples.live.push(live(server.pid));
  return report(samples, warmUntilMs);

  async function collectOnce() {
    await delay(options.churn * 60_000 + Math.min(COLLECT_AFTER_MS, options.warm * 30_000));
    samples.live.push(live(server.pid));
  }

  async function churnThenPoll() {
    await churn({ api, peer, server }, ids);
    await poll(api, ids, options.rate, samples, over);
  }
}

/** Of looks, the one that came next after an hour; none if it ended before. */
function hourAfter(looks, { atMs }) {
  return looks.filter((later) => later.atMs >= atMs + MS_PER_HOUR).slice(0, 1);
}

function report({ polls, ages, missed, points, live: heaps }, warmUntilMs) {
  const warm = points.filter(({ atMs }) => atMs >= warmUntilMs);
  const aged = ages.filter(({ atMs }) => atMs >= warmUntilMs).map(({ ms }) => ms);
  const third = Math.floor(aged.length / 3);
  const perHour = (part) => slope(warm.map((point) => [point.atMs / MS_PER_HOUR, part(point)]));
  const seen = points.filter(({ renewals }) => renewals >= options.feeds);
  const apart = seen.flatMap((point) => hourAfter(seen, point).map(({ rssMb }) => rssMb - point.rssMb));
  const heapPerHour = (heaps.at(-1).mb - heaps[0].mb) / ((heaps.at(-1).atMs - heaps[0].atMs) / MS_PER_HOUR);
  const [first, last] = [quantile(aged.slice(0, third), 0.99), quantile(aged.slice(-third), 0.99)];
  return [
    table(TARGET_HEADS, [
      targetRow('Java heap after full collections, growth', heapPerHour, { most: 1, unit: ' MB/h', digits: 2 }),
      targetRow('resident memory, slope', perHour(({ rssMb }) => rssMb), { most: 1, unit: ' MB/h', digits: 2 }),
      ...(apart.length ? [targetRow(`resident memory, an hour later: median of ${apart.length}`, median(apart), { most: 1, unit: ' MB', digits: 2 })] : []),
      targetRow('of which code of the JIT, slope', perHour(({ codeMb }) => codeMb), { unit: ' MB/h', digits: 2 }),
      targetRow('picture age p99, last third / first third', last / first, { most: 1.2, digits: 2 }),
      targetRow('threads at the end beyond the first look', warm.at(-1).threads - warm[0].threads, { most: 2 }),
      targetRow('descriptors at the end beyond the first look', warm.at(-1).fds - warm[0].fds, { most: 4 }),
    ]),
    table(['', 'unit', 'median', 'p95', 'max', 'n'], [['picture age at the end of the answer', 'ms', ...spread(aged), aged.length]]),
    `${options.feeds} feeds of ${options.codec} ${options.width}x${options.height}@${options.fps}, ${options.loss} % of packets lost, up to ${options.jitter} ms late; ${polls} polls, `
      + `answers other than 200: ${[...missed].map(([status, count]) => `${count} of ${status}`).join(', ') || 'none'}; ${warm.at(-1).reconnects} reconnects, ${warm.at(-1).renewals} connections renewed after ${options['renew-after']} minutes at most; `
      + `MALLOC_ARENA_MAX ${options.arenas || 'not set'}; ${options.minutes} minutes after ${options.warm} of warm-up, before which sessions were replaced for ${options.churn}. The heap was ${heaps.map(({ mb }) => mb.toFixed(1)).join(' and then ')} MB after full collections, one early in the warm-up, one after the last look. Slopes are medians of the slopes between all pairs of looks; an hour later is meant from the first renewal of all on; -XX:CompileThresholdScaling=${options.scaling}.`,
    table(['minute', 'heap, MB', 'resident, MB', 'code of the JIT, MB', 'threads', 'fds', 'frames held', 'renewed'], points.filter((_, i) => i % 5 === 0 || i === points.length - 1)
      .map((point) => [((point.atMs - points[0].atMs) / 60_000).toFixed(0), point.heapMb.toFixed(1), point.rssMb.toFixed(1), point.codeMb.toFixed(1), point.threads, point.fds, point.held, point.renewals])),
  ].join('\n\n');
}

const { codec, width, height, fps, heap, arenas, scaling } = options;
await onStage({
  title: `Soak, ${options.minutes} min, ${options.feeds} feeds`, peerOptions: { codec, width, height, fps },
  limitMs: 300_000 + (options.churn + options.warm + options.minutes) * 61_000,
  // Few arenas, and their free memory given back once a minute, as docs/operate.md advises: what is left to grow would be a leak.
  env: {
    SIGHTGLASS_INGEST_RENEW_AFTER: `${options['renew-after']}m`,
    JAVA_TOOL_OPTIONS: `-Xms${heap}m -Xmx${heap}m -XX:+AlwaysPreTouch -XX:TrimNativeHeapInterval=60000 -XX:CompileThresholdScaling=${scaling}`,
    ...(arenas > 0 && { MALLOC_ARENA_MAX: String(arenas) }),
  },
}, measure);
