// SPDX-License-Identifier: Apache-2.0

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { reply } from '../lib/http.mjs';
import { Session } from './session.mjs';
import { SDP } from './house-rules.mjs';
import { Trap } from './trap.mjs';

/** How the Location of a session may be written; `final` is the URL that the offer was POSTed to in the end. */
const LOCATIONS = {
  relative: ({ final, place }) => place.path.slice(final.path.lastIndexOf('/') + 1),
  path: ({ place }) => place.path,
  query: ({ place }) => place.query,
  absolute: ({ place, origins }) => origins[place.host] + place.path,
  absent: () => undefined,
};

/** One request and the answer to it, as the scripts of the cases see them. */
export class Exchange {
  /** `attempt` counts the attempts to join, from 1; `request` is the record of it in the run. */
  constructor({ run, request, response, sources, attempt }) {
    Object.assign(this, { run, request, response, sources, attempt });
  }

  /** Answers; what `body` and `headers` are is the script's affair. */
  reply(status, body = '', headers = {}) {
    reply(this.response, status, body, headers);
  }

  redirect(status, location) {
    this.request.redirected = true;
    this.reply(status, '', { location });
  }

  /** Closes the connection instead of an answer. */
  hangUp() {
    this.request.answeredAtMs = Date.now();
    this.response.socket.destroy();
  }

  /** Makes a WHEP session; `location` is one of LOCATIONS, `host` where it lives. */
  makeSession({ codec = 'H264', media, iceLite, dtlsRole, audioFirst, location = 'path', host, etag }) {
    const final = this.request.place;
    const id = randomUUID();
    const place = location === 'query'
      ? { host: final.host, path: final.path, query: `?session=${id}` }
      : { host: host ?? final.host, path: `${final.path}/session/${id}`, query: '' };
    const session = new Session({ id, place, codec, sources: this.sources, media, iceLite, dtlsRole, audioFirst });
    session.isNamed = location !== 'absent';
    session.etag = etag;
    session.clientSdp = this.request.body;
    this.run.addSession(session);
    const value = LOCATIONS[location]({ final, place, origins: this.run.origins });
    return { session, headers: { ...(value && { location: value }), ...(etag && { etag }) } };
  }

  /** A socket to be named in a Link header; what arrives there is noted, never answered. Resolves to its port. */
  async trap(name) {
    const trap = new Trap((packet) => this.run.datagrams.push({ atMs: Date.now(), trap: name, packet }));
    this.run.sessions.at(-1).trapped(trap);
    return trap.listen();
  }

  /** Sends a description in `pieces` chunks, a moment apart. */
  async replyWithSdp(status, sdp, headers, { pieces = 1 } = {}) {
    const all = { 'content-type': SDP, ...headers };
    if (pieces === 1) return this.reply(status, sdp, all);
    this.response.writeHead(status, all);
    const size = Math.ceil(sdp.length / pieces);
    for (let at = 0; at < sdp.length; at += size) {
      this.response.write(sdp.slice(at, at + size));
      await delay(20);
    }
    return this.response.end();
  }
}
