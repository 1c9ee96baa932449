// SPDX-License-Identifier: Apache-2.0
// Client of the session API, on kept-alive connections.

import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { KEY } from './children.mjs';

const ANSWER_LIMIT_MS = 20_000;

export class Api {
  #port;
  #agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 256, scheduling: 'lifo' });

  constructor(port) {
    this.#port = port;
  }

  close() {
    this.#agent.destroy();
  }

  /**
   * One call. `ms` is the answer time: from handing the request over to the last byte of the answer; `endedAt` is the wall
   * clock then, in epoch milliseconds. Nothing is parsed meanwhile. With the key that may do everything, unless another one, or other headers, are given.
   */
  call(method, path, body, credential = KEY) {
    const own = typeof credential === 'string' ? { authorization: `Bearer ${credential}` } : credential;
    const headers = { ...own, ...(body && { 'content-type': 'application/json' }) };
    return new Promise((resolve, reject) => {
      const startedMs = performance.now();
      const call = request({ agent: this.#agent, host: '127.0.0.1', port: this.#port, path: `/api/v1${path}`, method, headers }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => resolve({
          endedAt: Date.now(), ms: performance.now() - startedMs, status: answer.statusCode, headers: answer.headers, chunks,
        }));
      });
      call.setTimeout(ANSWER_LIMIT_MS, () => call.destroy(new Error(`no answer to ${method} ${path}`)));
      call.on('error', reject);
      call.end(body && JSON.stringify(body));
    });
  }

  /** Calls and gives the `data` of the envelope; fails on any status but 200. */
  async data(method, path, body, key) {
    const { status, chunks } = await this.call(method, path, body, key);
    const text = Buffer.concat(chunks).toString();
    if (status !== 200) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text).data;
  }

  open = (whepUrl) => this.data('POST', '/sessions', { whepUrl });
  session = (id) => this.data('GET', `/sessions/${id}`);
  end = (id) => this.data('POST', `/sessions/${id}/end`);
  /** @param query such as `size=watch` */
  frame = (id, query = '') => this.call('GET', `/sessions/${id}/frame${query && `?${query}`}`);

  /** Opens a session and waits until it is LIVE. */
  async openLive(whepUrl, limitMs = 30_000) {
    const { id } = await this.open(whepUrl);
    await this.live(id, limitMs);
    return id;
  }

  async live(id, limitMs = 30_000) {
    const until = Date.now() + limitMs;
    for (;;) {
      const { state, feed } = await this.session(id);
      if (state === 'LIVE' && feed.state === 'live') return;
      if (Date.now() > until) throw new Error(`session ${state}, feed ${feed.state} ${feed.reason} after ${limitMs} ms`);
      await delay(100);
    }
  }
}
