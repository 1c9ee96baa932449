// SPDX-License-Identifier: Apache-2.0
// Candidates and ICE servers: points 5, 6, 7 and 14.

import * as change from '../changes.mjs';
import { connectsWithin, fewFragments, leavesWithin, onlyIceServersAsked, picture, pictureOfNext, sameSession } from '../expectations.mjs';
import { answer, hangUp, inTurn, preconditions, status } from '../scripts.mjs';

const LIVE = [connectsWithin(5000), picture(), sameSession()];

/** A server that does not want candidates by PATCH, in one of the ways there are. */
const noTrickle = (id, server, patch, etag) => ({
  id, point: 5, sees: 'picture', server, client: 'carries on', script: { post: answer({ etag }), patch }, expect: [...LIVE, fewFragments()],
});

/** An answer whose candidates are not all as one would like. */
const candidates = (id, server, changed) => ({
  id: `candidates-${id}`, point: 14, sees: 'picture', server, client: 'uses those that it can',
  script: { post: answer({ change: changed }) }, expect: LIVE,
});

/** Link headers of an answer; `links` is given the ports of two silent UDP sockets, and a third that is no ICE server's. */
const links = (id, server, write) => ({
  id, point: 7, sees: 'picture', server, client: 'may use the servers, does not wait for them, and asks nobody else',
  script: {
    post: answer({ links: async (exchange) => write(...[await exchange.trap('stun'), await exchange.trap('turn'), await exchange.trap('other')]) }),
  },
  expect: [...LIVE, onlyIceServersAsked()],
});

const stun = (port) => `<stun:127.0.0.1:${port}>; rel="ice-server"`;
const turn = (port) => `<turn:127.0.0.1:${port}?transport=udp>; rel="ice-server"; username="viewer"; credential="sesame, open; \\"now\\""; credential-type="password"`;

export const ICE = [
  {
    id: 'trickle', point: 5, sees: 'picture', server: 'has an ETag, and takes candidates by PATCH with If-Match',
    client: 'may PATCH further candidates, with If-Match',
    script: { post: answer({ etag: '"ice-1"' }), patch: preconditions(status(204)) }, expect: LIVE,
  },
  {
    id: 'trickle-without-etag', point: 5, sees: 'picture', server: 'has no ETag, and takes candidates by PATCH',
    client: 'may PATCH further candidates, without If-Match', script: { post: answer(), patch: status(204) }, expect: LIVE,
  },
  ...[404, 405, 415, 422, 501].map((code) => noTrickle(`trickle-${code}`, `answers ${code} to PATCH`, status(code))),
  noTrickle('trickle-hung-up', 'closes the connection on PATCH', hangUp),
  noTrickle('trickle-428', 'answers 428 to PATCH, although there is no ETag', status(428)),
  noTrickle('trickle-412', 'answers 412 to PATCH, although the ETag is its own', status(412), '"ice-2"'),

  {
    id: 'reconnect', point: 6, sees: 'picture', server: 'is gone without a word after a second of media; a new session works',
    client: 'DELETEs and POSTs anew, and does not try an ICE restart by PATCH',
    script: { post: inTurn(answer({ media: { vanishAfterMs: 1000 } }), answer()) }, expect: [leavesWithin(20_000), pictureOfNext()],
  },

  links('link-headers', 'names a STUN and a TURN server in a Link header each; neither answers', (one, two) => [stun(one), turn(two)]),
  links('link-joined', 'names both in one Link header, joined by a comma', (one, two) => [stun(one), turn(two)].join(', ')),
  links('link-unknown', 'names further things in Link headers, under other relations', (one, two, other) => [
    `<stun:127.0.0.1:${other}>; rel="urn:ietf:params:whep:ext:example"`, `</forbidden>; rel="next"`, `<stun:127.0.0.1:${other}>; rel="not-an-ice-server"`, stun(one),
  ]),

  candidates('twice', 'has each candidate twice', change.duplicateCandidates),
  candidates('for-component-2', 'has candidates for a second component', change.secondComponent),
  candidates('tcp-passive', 'has a TCP candidate that nobody listens at', change.passiveTcp),
  candidates('after-the-end', 'has a candidate behind end-of-candidates', change.afterTheEnd),
  candidates('unresolvable', 'has candidates by names that do not resolve, one of them mDNS', change.unresolvable),
];
