// SPDX-License-Identifier: Apache-2.0
// The HTTP half of the WHIP-to-WHEP server.

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { bodyOf, reply, replyJson } from './http.mjs';
import { Relay } from './relay.mjs';

const PATH = /^\/([\w-]{1,64})\/(whip|whep|control)(?:\/([\w-]+))?$/;

/** Serves /{ref}/whip, /{ref}/whep, /{ref}/control and /stats. With a `token`, publishers have to bring it. */
export class RelayServer {
  #token;
  #server = createServer((request, response) => this.#handle(request, response));
  #relays = new Map();
  /** Sessions by id: { ref, kind, close() }. */
  #sessions = new Map();
  #counts = { whip: { created: 0, deleted: 0 }, whep: { created: 0, deleted: 0, refused: 0 } };

  constructor(token) {
    this.#token = token;
  }

  /** Listens on loopback; resolves to the port. */
  listen(port) {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => resolve(this.#server.address().port));
    });
  }

  async close() {
    this.#server.close();
    this.#server.closeAllConnections();
    await Promise.allSettled([...this.#relays.values()].map((relay) => relay.close()));
  }

  async #handle(request, response) {
    try {
      await this.#route(request, response);
    } catch (error) {
      console.error('request failed', request.method, error);
      if (!response.headersSent) reply(response, 500, String(error.message));
    }
  }

  async #route(request, response) {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    if (request.method === 'OPTIONS') return reply(response, 204);
    if (pathname === '/stats') return replyJson(response, 200, this.#stats());
    const [, ref, kind, id] = pathname.match(PATH) ?? [];
    if (!ref) return reply(response, 404, 'no such path');
    if (kind === 'control') return this.#control(request, response, ref);
    if (kind === 'whip' && this.#token && request.headers.authorization !== `Bearer ${this.#token}`) {
      return reply(response, 401, 'token missing or wrong', { 'www-authenticate': 'Bearer realm="whip"' });
    }
    if (id) return this.#end(request, response, { ref, kind, id });
    if (request.method !== 'POST') return reply(response, 405, 'POST an offer here', { allow: 'POST' });
    if (request.headers['content-type'] !== 'application/sdp') return reply(response, 415, 'send application/sdp, without parameters');
    return this.#open(response, ref, kind, await bodyOf(request));
  }

  async #open(response, ref, kind, offer) {
    const relay = this.#relays.get(ref) ?? new Relay();
    if (kind === 'whep' && !relay.isPublished) {
      this.#counts.whep.refused++;
      return reply(response, 409, 'nobody publishes here', { 'retry-after': 1 });
    }
    this.#relays.set(ref, relay);
    const id = randomUUID();
    const forget = () => this.#sessions.delete(id);
    const session = await (kind === 'whip' ? relay.publish(offer, forget) : relay.view(offer, forget));
    if (!session) return reply(response, 406, 'H264 and VP8 are passed on here, and a viewer has to take what is published');
    this.#sessions.set(id, { ref, kind, close: session.close });
    this.#counts[kind].created++;
    return reply(response, 201, session.answer, { 'content-type': 'application/sdp', location: `/${ref}/${kind}/${id}` });
  }

  async #end(request, response, { ref, kind, id }) {
    if (request.method !== 'DELETE') return reply(response, 405, '', { allow: 'DELETE' });
    const session = this.#sessions.get(id);
    if (session?.ref !== ref || session.kind !== kind) return reply(response, 404, 'no such session');
    this.#sessions.delete(id);
    this.#counts[kind].deleted++;
    await session.close();
    return reply(response, 200);
  }

  async #control(request, response, ref) {
    if (request.method !== 'POST') return reply(response, 405, '', { allow: 'POST' });
    const relay = this.#relays.get(ref);
    if (!relay) return reply(response, 404, 'nothing was ever published here');
    const { media, ...unknown } = JSON.parse(await bodyOf(request));
    if (!['stop', 'run'].includes(media) || Object.keys(unknown).length) return reply(response, 400, 'media is stop or run');
    relay.setStopped(media === 'stop');
    return replyJson(response, 200, relay.stats());
  }

  #stats() {
    const refs = Object.fromEntries([...this.#relays].map(([ref, relay]) => [ref, relay.stats()]));
    return { open: this.#sessions.size, ...this.#counts, refs };
  }
}
