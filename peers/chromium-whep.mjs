#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// WHEP server whose media comes from a real Chromium. Reference: README.md.

import { launchBrowser } from './lib/browser.mjs';
import { requireSize } from './lib/card.mjs';
import { openPage } from './lib/page-host.mjs';
import { announce, endWithParent, parseOptions } from './lib/process.mjs';
import { offerOnly } from './lib/sdp.mjs';
import { WhepServer } from './lib/whep-server.mjs';

const options = parseOptions(['VP8', 'H264', 'VP9', 'AV1'], ['bt601-limited', 'bt709-full']);
requireSize(options.width, options.height);
let browser;
let nextId = 1;
const onClosedById = new Map();

const server = new WhepServer({
  async open(offer, { control: { silent = false }, onClosed }) {
    const narrowed = offerOnly(offer, options.codec);
    if (!narrowed) return null;
    const id = nextId++;
    onClosedById.set(id, onClosed);
    const close = () => page.evaluate((session) => camera.close(session), id);
    try {
      const answer = await page.evaluate(([session, sdp, isSilent]) => camera.answer(session, sdp, isSilent), [id, narrowed, silent]);
      return { answer, close };
    } catch (error) {
      await close();
      throw error;
    }
  },

  async apply(next) {
    if (next.width || next.height) {
      requireSize(next.width, next.height);
      await page.evaluate(([width, height]) => camera.resize(width, height), [next.width, next.height]);
    }
    await page.evaluate((stopped) => camera.setStopped(stopped), next.media === 'stop');
  },

  stats: () => page.evaluate(() => camera.stats()),
});

const end = endWithParent(async () => {
  await server.close();
  await browser?.close();
});

browser = await launchBrowser();
browser.on('disconnected', () => end(1));
const page = await openPage(browser, 'camera-page.mjs');
await page.exposeFunction('sessionClosed', (id) => {
  onClosedById.get(id)?.();
  onClosedById.delete(id);
});
await page.evaluate((settings) => camera.start(settings), options);
const whepUrl = await server.listen(options.port, options.host);
announce(server.port, whepUrl);
