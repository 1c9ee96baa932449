// SPDX-License-Identifier: Apache-2.0
// Requests that come when they are due, whether or not the ones before were answered: as those of many clients do.

import { setTimeout as delay } from 'node:timers/promises';

/**
 * Sends `count` requests at a steady rate.
 *
 * @param send (i) => promise of an answer with `status`
 * @return times in ms, each from the moment the request was due to the last byte of its answer, so that a server that
 *   stalls is charged for those that queue behind the stall; `failed`: answers other than 200
 */
export async function atRate({ perSecond, count }, send) {
  const times = [];
  const pending = [];
  let failed = 0;
  const beginMs = performance.now();
  const one = async (i, dueMs) => {
    const { status } = await send(i);
    if (status !== 200) failed++;
    times.push(performance.now() - dueMs);
  };
  for (let i = 0; i < count;) {
    const passedMs = performance.now() - beginMs;
    for (; i < count && (i * 1000) / perSecond <= passedMs; i++) pending.push(one(i, beginMs + (i * 1000) / perSecond));
    await delay(1);
  }
  await Promise.all(pending);
  return Object.assign(times, { failed });
}
