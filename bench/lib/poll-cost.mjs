// SPDX-License-Identifier: Apache-2.0
// CPU of the server per poll.

import { setTimeout as delay } from 'node:timers/promises';
import { pollSteadily } from './polling.mjs';
import { cpuMs, threadCpu, threadGroups } from './processes.mjs';
import { mean } from './stats.mjs';

/** CPU of `pid` while `work` runs, in ms, scaled to `lengthMs` of wall time, and the same by group of threads. */
async function spent(pid, lengthMs, work) {
  const before = { cpu: cpuMs(pid), threads: threadCpu(pid), atMs: performance.now() };
  const result = await work();
  const scale = lengthMs / (performance.now() - before.atMs);
  const groups = new Map(threadGroups(before.threads, threadCpu(pid)).map(([group, ms]) => [group, ms * scale]));
  return { cpu: (cpuMs(pid) - before.cpu) * scale, groups, result };
}

/**
 * One round: a stretch without polls, one with, one without, all of the same length on the same feed. A poll costs what the
 * middle one took beyond the mean of the others.
 */
export async function pollCost(stage, id, { perSecond, seconds, query }) {
  const { api, server } = stage;
  const lengthMs = seconds * 1000;
  const count = perSecond * seconds;
  const before = await spent(server.pid, lengthMs, () => delay(lengthMs));
  const encodesBefore = (await server.metrics()).sightglass_jpeg_encodes_total;
  const polled = await spent(server.pid, lengthMs, async () => {
    const endMs = performance.now() + lengthMs;
    const answers = await pollSteadily(api, id, { perSecond, count, query });
    await delay(Math.max(0, endMs - performance.now()));
    return answers;
  });
  const encodes = (await server.metrics()).sightglass_jpeg_encodes_total - encodesBefore;
  const after = await spent(server.pid, lengthMs, () => delay(lengthMs));
  const idle = (before.cpu + after.cpu) / 2;
  return {
    answers: polled.result,
    encodes,
    idlePercent: (idle / lengthMs) * 100,
    perPollMs: (polled.cpu - idle) / count,
    groups: [...polled.groups].map(([group, ms]) =>
      [group, (ms - mean([before, after].map(({ groups }) => groups.get(group) ?? 0))) / count]).sort((a, b) => b[1] - a[1]),
  };
}
