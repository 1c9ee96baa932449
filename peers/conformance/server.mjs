// SPDX-License-Identifier: Apache-2.0
// The HTTP half of the suite. Every case has its own path on two origins; what each request meets there is the case's script.

import { createServer } from 'node:http';
import { bodyOf, reply, replyJson } from '../lib/http.mjs';
import { CASES } from './cases.mjs';
import { Exchange } from './exchange.mjs';
import { SDP } from './house-rules.mjs';
import { CaseRun } from './run.mjs';
import { Sources } from './sources.mjs';

const MAIN = '127.0.0.1';
const OTHER = '127.0.0.2';

/**
 * Serves the cases. Besides them: GET /cases, GET /verdicts, and GET /cases/<id>, which adds what was seen.
 */
export class ConformanceServer {
  runs = new Map();
  #servers = [];
  #sources;
  #origins;

  /** `onFailed` is told when an encoder ends by itself: the verdicts are then worth nothing. */
  constructor(onFailed = () => {}) {
    this.#sources = new Sources(onFailed);
  }

  /** Listens on the same port of two loopback addresses, which are two origins. `ids` leaves only those cases. Resolves to the base URL. */
  async listen(port = 0, ids = null) {
    this.port = await this.#listenOn(MAIN, port);
    await this.#listenOn(OTHER, this.port);
    this.#origins = { main: `http://${MAIN}:${this.port}`, other: `http://${OTHER}:${this.port}` };
    for (const testCase of CASES) {
      if (!ids || ids.includes(testCase.id)) this.#add(testCase);
    }
    return this.#origins.main;
  }

  /** The same case once more, at a path of its own: `case.id` is that path, `case.repeats` the name. */
  repeat({ case: testCase }) {
    return this.#add({ ...testCase, id: `${testCase.id}-again`, repeats: testCase.repeats ?? testCase.id });
  }

  #add(testCase) {
    const run = new CaseRun(testCase, this.#origins);
    this.runs.set(testCase.id, run);
    return run;
  }

  verdicts() {
    return [...this.runs.values()].map((run) => run.verdict());
  }

  async close() {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
    await Promise.allSettled([...this.runs.values()].map((run) => run.close()));
    await this.#sources.close();
  }

  #listenOn(address, port) {
    const server = createServer((request, response) => this.#handle(request, response));
    this.#servers.push(server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, address, () => resolve(server.address().port));
    });
  }

  async #handle(request, response) {
    const url = new URL(request.url, 'http://suite');
    try {
      const [, id] = url.pathname.split('/');
      if (id === 'cases' || id === 'verdicts') return this.#report(response, url.pathname.split('/'));
      const run = this.runs.get(id);
      if (!run) return reply(response, 404, 'no such case');
      if (run.isFull) return reply(response, 429, 'this case has seen enough', { 'retry-after': '60' });
      return await this.#onCase(run, request, response, url);
    } catch (error) {
      console.error(url.pathname, request.method, error);
      if (!response.headersSent) reply(response, 500, 'the suite itself has failed');
      return undefined;
    }
  }

  #report(response, [, what, id]) {
    if (what === 'verdicts') return replyJson(response, 200, this.verdicts());
    if (!id) return replyJson(response, 200, [...this.runs.values()].map(describe));
    const run = this.runs.get(id);
    return run ? replyJson(response, 200, { ...describe(run), ...run.verdict(), ...run.log() }) : reply(response, 404, 'no such case');
  }

  async #onCase(run, request, response, url) {
    const record = await this.#record(run, request, response, url);
    const { method, session, known, authorization, place } = record;
    if (method === 'OPTIONS') return reply(response, 204);
    if (!known) return reply(response, 404, 'no such place');
    const { token, script } = run.case;
    if (token && place.host === 'main' && authorization !== `Bearer ${token}`) {
      return reply(response, 401, 'token missing or wrong', { 'www-authenticate': 'Bearer realm="whep"' });
    }
    const exchange = new Exchange({ run, request: record, response, sources: this.#sources, attempt: run.attempts.length });
    if (session && method === 'PATCH') return onPatch(exchange, script);
    if (session && method === 'DELETE') return onDelete(exchange, script);
    if (!session && method === 'POST') return script.post(exchange);
    if (!session && (method === 'GET' || method === 'HEAD')) return reply(response, 200, '', { 'content-type': SDP });
    return reply(response, 405, '', { allow: session ? 'PATCH, DELETE' : 'POST' });
  }

  /** Notes a request once all of it is there. */
  async #record(run, request, response, url) {
    const host = request.socket.localAddress.endsWith(OTHER) ? 'other' : 'main';
    const place = { host, path: url.pathname, query: url.search };
    const session = run.sessionAt(place);
    const { authorization, accept, 'content-type': contentType, 'if-match': ifMatch } = request.headers;
    const record = { atMs: Date.now(), method: request.method, place, session, authorization, accept, contentType, ifMatch, status: null, answeredAtMs: null };
    record.body = await bodyOf(request);
    record.known = Boolean(session) || isEndpoint(run.case, place);
    run.requests.push(record);
    response.on('finish', () => Object.assign(record, { status: response.statusCode, answeredAtMs: Date.now() }));
    return record;
  }
}

/** Whether a place is the case's endpoint, or where its redirects lead; the query of the endpoint is its token. */
function isEndpoint({ id, query = '', moved }, place) {
  const is = (host, path) => place.host === host && place.path === `/${id}/${path}`;
  return (is('main', 'whep') && place.query === query) || (moved !== undefined && is(moved.host ?? 'main', moved.path));
}

async function onPatch(exchange, script) {
  const { session, contentType, body } = exchange.request;
  if (contentType !== SDP || !session.offered) return script.patch ? script.patch(exchange) : exchange.reply(405, '', { allow: 'DELETE' });
  if (script.answer) return script.answer(exchange);
  try {
    session.clientSdp = body;
    await session.accept(body);
    return exchange.reply(204);
  } catch (error) {
    console.error('answer', error.message);
    return exchange.reply(400, 'the answer is of no use');
  }
}

async function onDelete(exchange, script) {
  const { run, request: { session } } = exchange;
  const isFirst = run.all('DELETE', session).length === 1;
  await session.close();
  if (script.remove) return script.remove(exchange);
  return exchange.reply(isFirst ? 200 : 404);
}

/** What a client needs to know of a case. */
export function describe(run) {
  const { id, point, server, client, sees, token, expect } = run.case;
  return { id, point, url: run.url, ...(token && { token }), server, client, sees, judged: expect.map(({ text }) => text) };
}
