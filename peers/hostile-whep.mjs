#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// WHEP server on werift that sends what no decoder should be given. Reference: README.md.

import { bombOf } from './lib/bombs.mjs';
import { announce, endWithParent, parseOptions } from './lib/process.mjs';
import { offerOnly } from './lib/sdp.mjs';
import { WeriftSession } from './lib/werift-session.mjs';
import { WhepServer } from './lib/whep-server.mjs';

const options = parseOptions(['VP8', 'H264']);
let codec = options.codec;
let bomb = await bombOf({ bomb: 'picture', codec });

const server = new WhepServer({
  async open(offer, { onClosed }) {
    const narrowed = offerOnly(offer, codec);
    if (!narrowed) return null;
    const gone = new AbortController();
    const chosen = bomb;
    const session = new WeriftSession(codec, {
      startsAnywhere: true,
      onKeyframeRequest: () => {},
      onConnected: () => chosen.run(session, gone.signal, offer).catch((error) => console.error('bomb', error)),
      onClosed: () => { gone.abort(); onClosed(); },
    });
    try {
      const answer = await session.answer(narrowed);
      return { answer, close: () => { gone.abort(); return session.close(); } };
    } catch (error) {
      await session.close();
      throw error;
    }
  },

  /** What sessions that are opened from now on are sent; they go on with it. */
  async apply(control) {
    if (!control.bomb) return;
    bomb = await bombOf({ codec: options.codec, ...control });
    codec = control.codec ?? options.codec;
  },

  stats: () => ({ plis: 0 }),
});

endWithParent(async () => {
  await server.close();
});
// As in werift-whep.mjs.
process.on('unhandledRejection', (error) => console.error('unhandled', error));

const whepUrl = await server.listen(options.port);
announce(server.port, whepUrl);
