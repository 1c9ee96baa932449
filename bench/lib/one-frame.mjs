// SPDX-License-Identifier: Apache-2.0
// Many polls of the same frame.

import { setTimeout as delay } from 'node:timers/promises';

/** Longer than a frame and its way to us take, shorter than the server's patience with a silent feed (2 s). */
const STANDSTILL_MS = 400;

/**
 * Stops the source, so that the newest frame stays what it is and nobody has asked for it yet, then polls `count` times at once.
 *
 * @return { encodes, frames, slowestMs, connections already open beforehand }
 */
export async function pollAtOnce({ api, peer, server }, id, count, query) {
  await Promise.all(Array.from({ length: count }, () => api.session(id))); // opens the connections
  await peer.control({ media: 'stop' });
  await delay(STANDSTILL_MS);
  const before = (await server.metrics()).sightglass_jpeg_encodes_total;
  const answers = await Promise.all(Array.from({ length: count }, () => api.frame(id, query)));
  const encodes = (await server.metrics()).sightglass_jpeg_encodes_total - before;
  await peer.control({});
  const failed = answers.filter(({ status }) => status !== 200).length;
  if (failed) throw new Error(`${failed} of ${count} simultaneous polls failed`);
  await delay(STANDSTILL_MS);
  await api.live(id);
  return { encodes, frames: new Set(answers.map(({ headers }) => headers.etag)).size, slowestMs: Math.max(...answers.map(({ ms }) => ms)) };
}
