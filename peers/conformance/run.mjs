// SPDX-License-Identifier: Apache-2.0

import { HOUSE_RULES } from './house-rules.mjs';

/** A case is over this long after its first request: what has not been seen by then is not coming. */
const LIMIT_MS = 45_000;
/** Kept of each case; a client that hammers is judged by its first ones. */
const MAX_REQUESTS = 200;
const MAX_SESSIONS = 40;

/** What a client did in one case, and the verdict on it. Times are epoch milliseconds. */
export class CaseRun {
  requests = [];
  sessions = [];
  /** Datagrams at sockets that answers named in Link headers: { atMs, trap, packet }. */
  datagrams = [];
  #byPlace = new Map();

  /** `origins` are ours as the client sees them: { main, other }. */
  constructor(testCase, origins) {
    this.case = testCase;
    this.origins = origins;
    this.url = `${origins.main}/${testCase.id}/whep${testCase.query ?? ''}`;
  }

  get startedAtMs() {
    return this.requests[0]?.atMs ?? null;
  }

  /** Requests of one method, in the order in which they came; of a WHEP session, if one is given. */
  all(method, session) {
    return this.requests.filter((request) => request.method === method && (!session || request.session === session));
  }

  /** POSTs that no redirect was the answer to: the attempts to join. */
  get attempts() {
    return this.all('POST').filter(({ redirected }) => !redirected);
  }

  get isFull() {
    return this.requests.length >= MAX_REQUESTS || this.sessions.length >= MAX_SESSIONS;
  }

  addSession(session) {
    this.sessions.push(session);
    this.#byPlace.set(keyOf(session.place), session);
  }

  /** The session that a request's URL names, whether or not it is over. */
  sessionAt(place) {
    return this.#byPlace.get(keyOf(place));
  }

  /**
   * The verdict as of now: `outcome` is `none` before the first request, `open`, `passed` or `failed`; `mayLeave` says that nothing more
   * will be learned from a client that stays.
   */
  verdict(nowMs = Date.now()) {
    const { id, point, sees } = this.case;
    if (this.startedAtMs === null) return { id, point, sees, outcome: 'none', mayLeave: false, conditions: [] };
    const late = nowMs > this.startedAtMs + LIMIT_MS;
    const conditions = [...this.case.expect, ...HOUSE_RULES.filter(({ name }) => !this.case.except?.includes(name))]
      .map(({ text, leaving = false, check }) => ({ text, leaving, ...stateOf(check(this, nowMs), late) }));
    const states = conditions.map(({ state }) => state);
    const outcome = states.includes('broken') ? 'failed' : states.includes('open') ? 'open' : 'passed';
    const mayLeave = outcome === 'failed' || conditions.every(({ state, leaving }) => leaving || state === 'met');
    return { id, point, sees, outcome, mayLeave, conditions };
  }

  /** What was seen, for whoever asks why. Bodies are left out. */
  log() {
    const since = (atMs) => (atMs === null ? null : atMs - this.startedAtMs);
    return {
      requests: this.requests.map(({ atMs, method, place, contentType, authorization, ifMatch, status }) => (
        { atMs: since(atMs), method, host: place.host, path: place.path + place.query, contentType, authorization: authorization ? 'present' : 'absent', ifMatch, status })),
      sessions: this.sessions.map(({ id, codec, createdAtMs, answeredAtMs, connectedAtMs, keyframeAtMs, acknowledgedAtMs, endedByServerAtMs, keyframeRequestsAtMs, counters, size }) => (
        { id, codec, createdAtMs: since(createdAtMs), answeredAtMs: since(answeredAtMs), connectedAtMs: since(connectedAtMs), keyframeAtMs: since(keyframeAtMs),
          acknowledgedAtMs: since(acknowledgedAtMs), endedByServerAtMs: since(endedByServerAtMs), keyframeRequestsAtMs: keyframeRequestsAtMs.map(since), counters, size })),
    };
  }

  async close() {
    await Promise.allSettled(this.sessions.map((session) => session.close()));
  }
}

const keyOf = ({ host, path, query }) => `${host} ${path} ${query}`;

/** A check returns true when it is met, text when it is broken and says how, anything else while it is open. */
function stateOf(result, late) {
  if (result === true) return { state: 'met' };
  if (typeof result === 'string') return { state: 'broken', how: result };
  return late ? { state: 'broken', how: `not within ${LIMIT_MS / 1000} s of the first request` } : { state: 'open' };
}
