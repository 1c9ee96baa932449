#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Polls of one feed: how old the picture is, how long an answer takes, what it costs.

import { optionsOf } from './lib/options.mjs';
import { pollAtOnce } from './lib/one-frame.mjs';
import { pollCost } from './lib/poll-cost.mjs';
import { distinctFrames, picturedAges, pollSteadily, statedAges } from './lib/polling.mjs';
import { onStage, say } from './lib/stage.mjs';
import { median, p95, spread } from './lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from './lib/table.mjs';

const WARM_UP = { perSecond: 20, count: 400 };
const COLD_POLLS = 20;
const AT_ONCE = { count: 100, rounds: 5 };

const options = optionsOf('Measures age, answer time and CPU of polls of one live feed.', {
  codec: ['H264', 'H264 or VP8'],
  width: [1280, 'of the source'],
  height: [720, 'of the source'],
  query: ['', 'of every poll, such as size=watch; empty for the usual picture'],
  'most-ms': [6, 'target of server CPU per poll: 6 for the usual picture, 3 for size=watch'],
  rate: [1, 'polls a second of the run for age and answer time'],
  seconds: [60, 'length of that run'],
  'cost-rate': [20, 'polls a second of the runs for CPU; at most 25, so that each meets a new frame'],
  'cost-seconds': [20, 'length of each stretch of those runs'],
  rounds: [6, 'runs for CPU; the last three count, once compiling has died down'],
  threads: [false, 'adds a table of CPU by thread'],
});

const { query } = options;

async function encodesDuring(server, work) {
  const before = (await server.metrics()).sightglass_jpeg_encodes_total;
  const result = await work();
  return [result, (await server.metrics()).sightglass_jpeg_encodes_total - before];
}

const times = (answers) => answers.map(({ ms }) => ms);
const row = (name, unit, values, digits) => [name, unit, ...spread(values, digits), values.length];

function targets({ ages, steady, costs, atOnce }) {
  return table(TARGET_HEADS, [
    targetRow('picture age at the end of the answer, median', median(ages), { most: 90, unit: ' ms' }),
    targetRow('picture age at the end of the answer, p95', p95(ages), { most: 140, unit: ' ms' }),
    targetRow('answer time, p95', p95(times(steady)), { most: 20, unit: ' ms', digits: 1 }),
    targetRow('server CPU per poll, median of the last three rounds', median(costs.slice(-3).map(({ perPollMs }) => perPollMs)), { most: options['most-ms'], unit: ' ms', digits: 1 }),
    targetRow(`encodes for ${AT_ONCE.count} simultaneous polls of one frame, most of ${AT_ONCE.rounds} rounds`,
      Math.max(...atOnce.map(({ encodes }) => encodes)), { exactly: 1 }),
  ]);
}

function spreads({ cold, steady, ages, costs, atOnce }) {
  const fast = costs.flatMap(({ answers }) => answers);
  const rate = `${options.rate}/s`;
  return table(['', 'unit', 'median', 'p95', 'max', 'n'], [
    row(`picture age at the end of the answer, ${rate}`, 'ms', ages),
    row(`age since decoding as stated, ${rate}`, 'ms', statedAges(steady)),
    row(`answer time, ${rate}`, 'ms', times(steady), 1),
    row(`answer time, ${options['cost-rate']}/s`, 'ms', times(fast), 1),
    row('answer time, the first polls of the process, cold', 'ms', times(cold), 1),
    row(`slowest of ${AT_ONCE.count} simultaneous answers`, 'ms', atOnce.map(({ slowestMs }) => slowestMs)),
    row('size of a JPEG', 'KB', steady.map(({ headers }) => headers['content-length'] / 1024)),
  ]);
}

function rounds(costs, pollsBefore) {
  let polls = pollsBefore;
  return table(['round', 'polls before it', 'CPU per poll, ms', 'CPU without polls, % of a core', 'polls', 'distinct frames', 'encodes'],
    costs.map(({ perPollMs, idlePercent, answers, encodes }, i) => {
      const line = [i + 1, polls, perPollMs.toFixed(2), idlePercent.toFixed(1), answers.length, distinctFrames(answers), encodes];
      polls += answers.length;
      return line;
    }));
}

const byThread = (costs) => table(['threads', 'CPU per poll, ms'],
  costs.at(-1).groups.filter(([, ms]) => Math.abs(ms) >= 0.05).map(([group, ms]) => [group, ms.toFixed(2)]));

async function measure(stage) {
  const { api, peer, server } = stage;
  const id = await api.openLive(peer.whepUrl);
  const cold = await pollSteadily(api, id, { ...WARM_UP, count: COLD_POLLS, query });
  await pollSteadily(api, id, { ...WARM_UP, query });
  say('warm');
  const [steady, encodes] = await encodesDuring(server, () =>
    pollSteadily(api, id, { perSecond: options.rate, count: options.rate * options.seconds, query }));
  const ages = picturedAges(steady);
  say(`median age ${median(ages)} ms`);
  const costs = [];
  while (costs.length < options.rounds) {
    costs.push(await pollCost(stage, id, { perSecond: options['cost-rate'], seconds: options['cost-seconds'], query }));
    say(`${costs.at(-1).perPollMs.toFixed(2)} ms per poll`);
  }
  const atOnce = [];
  while (atOnce.length < AT_ONCE.rounds) atOnce.push(await pollAtOnce(stage, id, AT_ONCE.count, query));
  const found = { cold, steady, ages, costs, atOnce };
  const pollsBefore = COLD_POLLS + WARM_UP.count + steady.length;
  return [
    targets(found),
    spreads(found),
    `${steady.length} polls at ${options.rate}/s: ${distinctFrames(steady)} distinct frames, ${encodes} encodes. Warm-up: ${COLD_POLLS + WARM_UP.count} polls.`,
    rounds(costs, pollsBefore),
    ...(options.threads ? [byThread(costs)] : []),
  ].join('\n\n');
}

const { codec, width, height } = options;
const limitMs = 300_000 + 1000 * (options.seconds + 3 * options.rounds * options['cost-seconds']) * 2;
await onStage({ title: `Polls${query && `, ${query}`}, ${codec} ${width}x${height}@30`, peerOptions: { codec, width, height, fps: 30 }, limitMs }, measure);
