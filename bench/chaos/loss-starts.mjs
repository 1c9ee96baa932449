#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Starts sessions whose first packets are lost at random, and compares every picture served with the frame it shows.

import { setTimeout as delay } from 'node:timers/promises';
import { compareCard } from '../lib/card.mjs';
import { optionsOf } from '../lib/options.mjs';
import { onStage, say } from '../lib/stage.mjs';
import { quantile, spread } from '../lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from '../lib/table.mjs';

const LIKE_ENOUGH = 0.9;
const START_LIMIT_MS = 30_000;

const options = optionsOf('Starts sessions with random loss of the first packets and looks for damaged pictures.', {
  codec: ['H264', 'H264 or VP8'],
  starts: [200, 'starts'],
  parallel: [4, 'of them at the same time'],
  loss: [[0.05, 0.2, 0.4], 'shares of packets lost, in turn'],
  packets: [300, 'first packets of a session that may get lost'],
  'watch-ms': [1500, 'how long each session is polled from its first picture on'],
  width: [640, 'of the source'],
  height: [360, 'of the source'],
});

/** One start: { firstMs, pictures: [likeness] } of every different picture that polls without pause meet. */
async function start(api, whepUrl) {
  const startedMs = performance.now();
  const { id } = await api.open(whepUrl);
  const bodies = new Map();
  let firstMs = null;
  while (performance.now() - (firstMs ?? Infinity) - startedMs < options['watch-ms'] || firstMs === null) {
    const { status, headers, chunks } = await api.frame(id);
    const nowMs = performance.now() - startedMs;
    if (status === 200) {
      firstMs ??= nowMs;
      bodies.set(headers.etag, Buffer.concat(chunks));
    } else if (nowMs > START_LIMIT_MS) {
      throw new Error(`no picture within ${START_LIMIT_MS} ms`);
    }
    await delay(status === 200 ? 5 : 20);
  }
  await api.end(id);
  return { firstMs, pictures: [...bodies.values()].map((body) => compareCard(body)) };
}

async function startsOf(api, peer, loss, count) {
  await peer.control({ loss, lossPackets: options.packets });
  const starts = [];
  let left = count;
  await Promise.all(Array.from({ length: options.parallel }, async () => {
    while (left-- > 0) starts.push(await start(api, peer.whepUrl));
  }));
  say(`${count} starts with ${loss * 100} % loss`);
  return { loss, starts };
}

function report(groups) {
  const pictures = groups.flatMap(({ starts }) => starts.flatMap((each) => each.pictures.map(({ likeness }) => likeness)));
  const damaged = pictures.filter((likeness) => likeness < LIKE_ENOUGH).length;
  return [
    table(TARGET_HEADS, [
      targetRow(`pictures with SSIM < ${LIKE_ENOUGH}, of ${pictures.length} different ones in ${options.starts} starts`, damaged, { exactly: 0 }),
    ]),
    table(['loss of the first packets', 'starts', 'pictures', 'SSIM: lowest', '1st percentile', 'median', 'to the first picture, ms: median', 'p95', 'max'], groups.map(({ loss, starts }) => {
      const likeness = starts.flatMap((each) => each.pictures.map((picture) => picture.likeness));
      return [`${loss * 100} %`, starts.length, likeness.length, ...[0, 0.01, 0.5].map((share) => quantile(likeness, share).toFixed(4)), ...spread(starts.map(({ firstMs }) => firstMs))];
    })),
  ].join('\n\n');
}

const { codec, width, height } = options;
const limitMs = 120_000 + options.starts * 8_000;
const env = { SIGHTGLASS_LIMIT_REQUESTS_PER_SECOND: '0', SIGHTGLASS_LIMIT_WORKSPACE_REQUESTS_PER_SECOND: '0', SIGHTGLASS_LIMIT_ENCODE_TIME_PER_SECOND: '0s', SIGHTGLASS_LIMIT_WORKSPACE_ENCODE_TIME_PER_SECOND: '0s' };
await onStage({ title: `Starts with loss, ${codec} ${width}x${height}@30`, peerOptions: { codec, width, height, fps: 30, gop: 60 }, env, limitMs }, async ({ peer, api }) => {
  const groups = [];
  for (const [i, loss] of options.loss.entries()) {
    const count = Math.floor((options.starts * (i + 1)) / options.loss.length) - Math.floor((options.starts * i) / options.loss.length);
    groups.push(await startsOf(api, peer, loss, count));
  }
  return report(groups);
});
