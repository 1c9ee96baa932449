// SPDX-License-Identifier: Apache-2.0
// The HTTP half of a WHEP endpoint, with misbehaviour on demand. Knows nothing about media.

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { bodyOf, reply } from './http.mjs';
import { SPOILED } from './sdp.mjs';

const REQUESTS_KEPT = 50;
const LOOPBACK = '127.0.0.1';
const OTHER_HOST = '127.0.0.2';

/** Control fields that act once, when they are posted. Everything else lasts until the next POST /control. */
const ACTIONS = ['width', 'height', 'close'];

/**
 * A WHEP endpoint at /whep (and /whep-<anything>, where a redirect may lead) with /stats and /control.
 *
 * `media` is the other half:
 *   open(offer, { control, onClosed }) resolves to { answer, close() }, or null when the offer has no codec of ours;
 *   apply(control) is told every new control, and may throw to refuse it; stats() gives fields to add to /stats.
 */
export class WhepServer {
  #media;
  #servers = [];
  #sessions = new Map();
  #control = {};
  #counts = { created: 0, deleted: 0 };
  #requests = [];
  #lastAuthorization = 'absent';
  port = 0;

  constructor(media) {
    this.#media = media;
  }

  /** Ends every session from this side. */
  async closeSessions() {
    const open = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.allSettled(open.map((session) => session.close()));
  }

  /** Listens, by default on loopback, where a second address serves as "another host" in Location. Returns the WHEP endpoint URL. */
  async listen(port, host = LOOPBACK) {
    this.port = await this.#listenOn(host, port);
    if (host === LOOPBACK) await this.#listenOn(OTHER_HOST, this.port);
    return `http://${host}:${this.port}/whep`;
  }

  async close() {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
    await this.closeSessions();
  }

  #listenOn(host, port) {
    const server = createServer((request, response) => this.#handle(request, response));
    this.#servers.push(server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => resolve(server.address().port));
    });
  }

  async #handle(request, response) {
    try {
      await this.#route(request, response, new URL(request.url, `http://${request.headers.host ?? '127.0.0.1'}`));
    } catch (error) {
      console.error('request failed', request.method, error);
      if (!response.headersSent) reply(response, 500, String(error.message));
    }
  }

  async #route(request, response, url) {
    if (url.pathname === '/stats') return reply(response, 200, JSON.stringify(await this.#stats()), { 'content-type': 'application/json' });
    if (url.pathname === '/control') return this.#setControl(request, response);
    if (!/^\/whep(-[\w-]+)?(\/|$)/.test(url.pathname)) return reply(response, 404, 'no such path');
    if (request.method === 'OPTIONS') return reply(response, 204);
    this.#record(request, response, url);
    const { bearer } = this.#control;
    if (bearer && request.headers.authorization !== `Bearer ${bearer}`) {
      return reply(response, 401, 'token missing or wrong', { 'www-authenticate': 'Bearer realm="whep"' });
    }
    const sessionId = url.pathname.match(/^\/whep\/session\/([\w-]+)$/)?.[1] ?? url.searchParams.get('session');
    if (sessionId) return this.#onSession(request, response, sessionId);
    if (request.method !== 'POST') return reply(response, 405, 'POST an offer here', { allow: 'POST' });
    return this.#onOffer(request, response, url);
  }

  #record(request, response, url) {
    this.#lastAuthorization = request.headers.authorization ? 'present' : 'absent';
    const entry = { method: request.method, path: url.pathname + url.search, host: url.hostname, authorization: this.#lastAuthorization, status: null };
    this.#requests.push(entry);
    this.#requests.splice(0, this.#requests.length - REQUESTS_KEPT);
    response.on('finish', () => { entry.status = response.statusCode; });
  }

  async #stats() {
    return {
      open: this.#sessions.size, ...this.#counts, ...await this.#media.stats(),
      lastAuthorization: this.#lastAuthorization, requests: this.#requests, control: this.#control,
    };
  }

  async #setControl(request, response) {
    let control;
    try {
      control = JSON.parse(await bodyOf(request));
      if (control.body && !SPOILED[control.body]) throw new RangeError(`no such body: ${control.body}`);
      await this.#media.apply(control);
    } catch (error) {
      return reply(response, 400, error.message);
    }
    this.#control = Object.fromEntries(Object.entries(control).filter(([name]) => !ACTIONS.includes(name)));
    if (control.close) await this.closeSessions();
    return reply(response, 200, JSON.stringify(this.#control), { 'content-type': 'application/json' });
  }

  async #onSession(request, response, sessionId) {
    if (request.method === 'PATCH') return reply(response, this.#control.patchStatus ?? 405, '', { allow: 'DELETE' });
    if (request.method !== 'DELETE') return reply(response, 405, '', { allow: 'DELETE' });
    if (this.#control.hangDelete) return undefined;
    const session = this.#sessions.get(sessionId);
    if (!session) return reply(response, 404, 'no such session');
    this.#sessions.delete(sessionId);
    this.#counts.deleted++;
    await session.close();
    return reply(response, 200);
  }

  async #onOffer(request, response, url) {
    const control = this.#control;
    const offer = await bodyOf(request);
    if (control.hang) return undefined;
    if (control.delayMs) await delay(control.delayMs);
    if (control.redirect && url.pathname === '/whep') return reply(response, control.redirectStatus ?? 307, '', { location: control.redirect });
    if (control.status) return reply(response, control.status, 'refused on demand', control.retryAfter === undefined ? {} : { 'retry-after': control.retryAfter });
    if (request.headers['content-type'] !== 'application/sdp') return reply(response, 415, 'send application/sdp, without parameters');

    if (control.oneViewer) await this.closeSessions();
    const sessionId = randomUUID();
    const session = await this.#media.open(offer, { control, onClosed: () => this.#sessions.delete(sessionId) });
    if (!session) return reply(response, 406, 'the offer has no codec that is sent here');
    this.#sessions.set(sessionId, session);
    this.#counts.created++;
    const answer = control.body ? SPOILED[control.body](session.answer) : session.answer;
    return reply(response, control.answerStatus ?? 201, answer, { 'content-type': 'application/sdp', ...this.#answerHeaders(control, sessionId, url) });
  }

  #answerHeaders(control, sessionId, url) {
    const path = `/whep/session/${sessionId}`;
    const location = {
      absent: undefined,
      absolute: `${url.origin}${path}`,
      query: `?session=${sessionId}`,
      'other-host': `http://${OTHER_HOST}:${this.port}${path}`,
    };
    const headers = {};
    const value = control.location in location ? location[control.location] : path.slice(1);
    if (value) headers.location = value;
    if (control.link) headers.link = control.link;
    return headers;
  }
}
