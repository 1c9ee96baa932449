#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// A real Chromium that publishes the test card by WHIP where it is told to. Reference: README.md.

import { createServer } from 'node:http';
import { launchBrowser } from './lib/browser.mjs';
import { requireSize } from './lib/card.mjs';
import { bodyOf, reply, replyJson } from './lib/http.mjs';
import { openPage } from './lib/page-host.mjs';
import { endWithParent, parseOptions } from './lib/process.mjs';
import { publishTo, unpublish } from './lib/whip-client.mjs';

const options = parseOptions(['VP8', 'H264']);
requireSize(options.width, options.height);
let browser;
let page;
let nextId = 1;
/** By id: { sessionUrl, token }. */
const publications = new Map();

async function publish({ whipUrl, token }) {
  const id = nextId++;
  let sessionUrl;
  try {
    const offer = await page.evaluate(([number, codec]) => camera.offer(number, codec), [id, options.codec]);
    const opened = await publishTo(whipUrl, token, offer);
    sessionUrl = opened.sessionUrl;
    await page.evaluate(([number, answer]) => camera.accept(number, answer), [id, opened.answer]);
  } catch (error) {
    await page.evaluate((number) => camera.close(number), id);
    if (sessionUrl) await unpublish(sessionUrl, token);
    throw error;
  }
  publications.set(id, { sessionUrl, token });
  return id;
}

/** Ends a publication; resolves to the status of its DELETE, null without one. */
async function end(id) {
  const { sessionUrl, token } = publications.get(id);
  publications.delete(id);
  await page.evaluate((number) => camera.close(number), id);
  return sessionUrl ? unpublish(sessionUrl, token) : null;
}

async function route(request, response) {
  const { pathname } = new URL(request.url, 'http://127.0.0.1');
  const id = Number(pathname.match(/^\/publications\/(\d+)$/)?.[1]);
  if (request.method === 'POST' && pathname === '/publications') {
    return replyJson(response, 201, { id: await publish(JSON.parse(await bodyOf(request))) });
  }
  if (request.method === 'DELETE' && publications.has(id)) return replyJson(response, 200, { deleteStatus: await end(id) });
  if (request.method === 'POST' && pathname === '/control') {
    const { media, width, height } = JSON.parse(await bodyOf(request));
    if (width || height) {
      requireSize(width, height);
      await page.evaluate(([w, h]) => camera.resize(w, h), [width, height]);
    }
    await page.evaluate((stopped) => camera.setStopped(stopped), media === 'stop');
    return replyJson(response, 200, {});
  }
  if (request.method === 'GET' && pathname === '/stats') {
    return replyJson(response, 200, { publications: publications.size, ...await page.evaluate(() => camera.stats()) });
  }
  return reply(response, 404, 'no such thing');
}

const server = createServer((request, response) => route(request, response).catch((error) => {
  console.error('request failed', request.method, error);
  reply(response, error instanceof RangeError || error instanceof SyntaxError ? 400 : 502, String(error.message));
}));

const stop = endWithParent(async () => {
  server.close();
  await Promise.allSettled([...publications.keys()].map(end));
  await browser?.close();
});

browser = await launchBrowser();
browser.on('disconnected', () => stop(1));
page = await openPage(browser, 'camera-page.mjs');
await page.exposeFunction('sessionClosed', (id) => publications.delete(id));
await page.evaluate((settings) => camera.start(settings), options);
await new Promise((resolve, reject) => { server.once('error', reject).listen(options.port, '127.0.0.1', resolve); });
const { port } = server.address();
process.stdout.write(`${JSON.stringify({ ready: true, port, controlUrl: `http://127.0.0.1:${port}` })}\n`);
