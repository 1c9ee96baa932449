#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// WHEP server on werift, fed by one GStreamer encoder. Reference: README.md.

import { requireSize } from './lib/card.mjs';
import { MediaSource } from './lib/media-source.mjs';
import { announce, endWithParent, parseOptions } from './lib/process.mjs';
import { offerOnly } from './lib/sdp.mjs';
import { WeriftSession } from './lib/werift-session.mjs';
import { WhepServer } from './lib/whep-server.mjs';

const START_LIMIT_MS = 20_000;

const options = parseOptions(['H264', 'VP8']);
requireSize(options.width, options.height);
const source = new MediaSource(options);
const sessions = new Set();
let control = {};
let plis = 0;

source.on('frame', (packets) => {
  if (control.media === 'stop') return;
  for (const { session, silent } of sessions) if (!silent) session.send(packets);
});

function onKeyframeRequest() {
  plis++;
  if (!control.ignorePli) source.requestKeyframe();
}

const server = new WhepServer({
  async open(offer, { control: { silent = false, startsAnywhere = false, loss = 0, lossPackets = 100, networkLoss = 0, jitterMs = 0, onlyFromPorts }, onClosed }) {
    const narrowed = offerOnly(offer, options.codec);
    if (!narrowed) return null;
    const entry = { silent };
    const forget = () => sessions.delete(entry);
    entry.session = new WeriftSession(options.codec, {
      startsAnywhere,
      loss: { share: loss, packets: lossPackets },
      network: { loss: networkLoss, jitterMs },
      onlyFromPorts,
      onKeyframeRequest,
      onConnected: () => startsAnywhere || source.requestKeyframe(),
      onClosed: () => { forget(); onClosed(); },
    });
    sessions.add(entry);
    try {
      const answer = await entry.session.answer(narrowed);
      return { answer, close: () => { forget(); return entry.session.close(); } };
    } catch (error) {
      forget();
      await entry.session.close();
      throw error;
    }
  },

  apply(next) {
    const resumes = control.media === 'stop' && next.media !== 'stop';
    if (next.width || next.height) {
      requireSize(next.width, next.height);
      source.resize(next.width, next.height);
    }
    control = next;
    if (next.media === 'stop') for (const { session } of sessions) session.pause();
    if (resumes) source.requestKeyframe();
  },

  stats: () => ({ plis, framesSent: source.framesSent, droppedTicks: source.droppedTicks }),
});

const end = endWithParent(async () => {
  await Promise.allSettled([server.close(), source.close()]);
});
source.on('failed', (reason) => {
  console.error('media source failed:', reason);
  end(1);
});
// werift reports sends on a transport that has just gone as unhandled rejections; the other sessions go on.
process.on('unhandledRejection', (error) => console.error('unhandled', error));

await source.started(START_LIMIT_MS);
const whepUrl = await server.listen(options.port, options.host);
announce(server.port, whepUrl);
