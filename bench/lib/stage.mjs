// SPDX-License-Identifier: Apache-2.0
// A run from its first process to its last, bounded in time.

import { Api } from './api.mjs';
import { startPeer, startServer } from './children.mjs';
import { Watch } from './machine.mjs';

/**
 * Starts a peer and the application, gives them to `work` and ends them, also when `work` fails, the limit is reached or a
 * signal asks. Sets the exit code; prints what `work` returns (markdown) and the lines on the machine.
 *
 * @param peerOptions options of the werift peer; null for none
 * @param env further environment variables of the application
 * @param limitMs the longest that `work` may take
 * @param work async ({ peer, server, api, watch }) => markdown; what it starts itself it gives to `watch`, and ends
 */
export async function onStage({ title, peerOptions, limitMs, env }, work) {
  const ends = [];
  const clear = async () => { while (ends.length) await ends.pop()(); };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => clear().finally(() => process.exit(130)));
  const limit = setTimeout(() => {
    console.error(`not done within ${limitMs / 1000} s`);
    clear().finally(() => process.exit(1));
  }, limitMs);
  const watch = await Watch.begin();
  try {
    const peer = peerOptions && await startPeer(peerOptions);
    if (peer) {
      ends.push(() => peer.end());
      watch.add(peer.pid);
    }
    const server = await startServer({ env });
    ends.push(() => server.end());
    watch.add(server.pid);
    const api = new Api(server.port);
    ends.push(async () => api.close());
    const tables = await work({ peer, server, api, watch });
    watch.stop();
    await clear();
    console.log([`### ${title}`, await watch.lines(), tables].join('\n\n'));
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await clear();
    clearTimeout(limit);
  }
}

/** Progress, for whoever watches; not part of what is pasted. */
export const say = (...words) => console.error(new Date().toISOString().slice(11, 19), ...words);
