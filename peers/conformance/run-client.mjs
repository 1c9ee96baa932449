// SPDX-License-Identifier: Apache-2.0

import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 100;
/** Longer than any case may take. */
const LIMIT_MS = 50_000;
/** How long a client that was told to leave may take until the verdict stands. */
const LEAVE_LIMIT_MS = 10_000;

/**
 * Takes one client through one case. `join` is given { id, url, token, sees } and resolves to the client:
 * `look()` resolves to what its user sees now, { sees, ... }; `leave()` ends it. `verdict` resolves to the server's verdict.
 *
 * Resolves to { verdict, seen, agrees }: `agrees` is whether the user saw what the case wants, at some time before the client left.
 */
export async function runClient(testCase, join, verdict) {
  const startedAtMs = Date.now();
  const client = await join(testCase);
  let seen = { sees: 'nothing' };
  let agrees = false;
  let now;
  try {
    do {
      await delay(LOOK_EVERY_MS);
      now = await verdict();
      if (!agrees) {
        seen = await client.look();
        agrees = seen.sees === testCase.sees;
      }
    } while (!(now.mayLeave && (agrees || now.outcome === 'failed')) && Date.now() - startedAtMs < LIMIT_MS);
  } finally {
    await client.leave();
  }
  // What arrived since it was last asked counts too: an attempt that was just beginning, whose session is not DELETEd yet.
  now = await verdict();
  for (const untilMs = Date.now() + LEAVE_LIMIT_MS; now.outcome === 'open' && Date.now() < untilMs;) {
    await delay(LOOK_EVERY_MS);
    now = await verdict();
  }
  return { verdict: await verdict(), seen, agrees, tookMs: Date.now() - startedAtMs };
}

/** Runs `work` on all items, `concurrency` of them at a time; resolves to the results in the order of the items. */
export async function inParallel(items, concurrency, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i]);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  return results;
}
