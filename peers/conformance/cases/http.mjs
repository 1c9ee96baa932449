// SPDX-License-Identifier: Apache-2.0
// Statuses, redirects, Locations, the end of sessions, bearers: points 2, 3, 8 and 9.

import {
  answersWithin, atMost, backsOff, follows, followsAtMost, leavesWithin, noPatch, picture, pictureOfNext, sameSession, tries, waits, watched,
} from '../expectations.mjs';
import { answer, hang, inTurn, offer, redirectAstray, redirecting, refuse, status } from '../scripts.mjs';

const TOKEN = 'canary-conformance-token';
const CALM = atMost(6, 3000);
const LIVE = [picture(), sameSession()];
const after = (...steps) => ({ post: inTurn(...steps, answer()) });

/** A refusal that the client may come back from, after a pause. */
const refused = (id, server, code, headers) => ({
  id, point: 2, sees: 'failure', server, client: 'names the failure and comes back after a pause, whatever the exact status',
  script: { post: refuse(code, headers) }, expect: [noPatch(), tries(2), CALM],
});

/** A redirect that would turn the POST into a GET. */
const forbidden = (code) => ({
  id: `redirect-${code}`, point: 3, sees: 'failure', server: `answers ${code}, which would make a GET of the POST`,
  client: 'does not follow', script: { post: redirectAstray(code) }, expect: [CALM],
});

/** Where the session of an answer lives. */
const location = (id, server, making, more = {}) => ({
  id: `location-${id}`, point: 3, sees: 'picture', server, client: 'DELETEs the session there',
  script: { post: answer(making) }, expect: LIVE, ...more,
});

export const HTTP = [
  {
    id: 'not-live-409', point: 2, sees: 'picture', server: 'answers 409 with Retry-After: 2 twice, then is live',
    client: 'waits, and tries again', script: after(refuse(409, { 'retry-after': '2' }), refuse(409, { 'retry-after': '2' })),
    expect: [waits(2000, 2), picture()],
  },
  {
    id: 'busy-503', point: 2, sees: 'picture', server: 'answers 503 with Retry-After: 1, then is live',
    client: 'waits, and tries again', script: after(refuse(503, { 'retry-after': '1' })), expect: [waits(1000), picture()],
  },
  {
    id: 'too-many-429', point: 2, sees: 'picture', server: 'answers 429 with Retry-After: 1, then is live',
    client: 'waits, and tries again', script: after(refuse(429, { 'retry-after': '1' })), expect: [waits(1000), picture()],
  },
  {
    id: 'retry-after-date', point: 2, sees: 'picture', server: 'answers 503 with a Retry-After that is a date, two seconds ahead or a little more',
    client: 'waits until then',
    script: after((exchange) => exchange.reply(503, '', { 'retry-after': new Date(Math.ceil(Date.now() / 1000) * 1000 + 2000).toUTCString() })),
    expect: [waits(1000), picture()],
  },
  {
    id: 'down-503', point: 2, sees: 'failure', server: 'answers 503 without Retry-After, for ever',
    client: 'backs off', script: { post: refuse(503) }, expect: [backsOff(), atMost(6, 3000)],
  },
  refused('unauthorised-401', 'answers 401 with WWW-Authenticate', 401, { 'www-authenticate': 'Bearer realm="whep"' }),
  refused('unauthorised-401-bare', 'answers 401 without WWW-Authenticate', 401),
  refused('forbidden-403', 'answers 403', 403),
  refused('unknown-404', 'answers 404', 404),
  refused('broken-500', 'answers 500', 500),
  refused('unheard-of-499', 'answers 499, which no standard has', 499),
  refused('unheard-of-599', 'answers 599, which no standard has', 599),
  {
    id: 'answer-200', point: 2, sees: 'picture', server: 'answers 200 where 201 is meant',
    client: 'takes any 2xx with SDP for an answer', script: { post: answer({ status: 200 }) }, expect: LIVE,
  },

  ...[307, 308].map((code) => ({
    id: `redirect-${code}`, point: 3, sees: 'picture', token: TOKEN, moved: { path: 'moved/deeper/whep' },
    server: `answers ${code} to another path; wants the bearer there too`, client: 'POSTs the offer there, with the bearer',
    script: { post: redirecting(code, answer()) }, expect: [follows(), ...LIVE],
  })),
  ...[301, 302, 303].map(forbidden),
  {
    id: 'redirect-to-other-origin', point: 3, sees: 'picture', token: TOKEN, moved: { host: 'other', path: 'whep' },
    server: 'answers 307 to another origin, where the session lives too', client: 'follows, without the bearer, and DELETEs there',
    script: { post: redirecting(307, answer({ location: 'relative' })) }, expect: [follows(), ...LIVE],
  },
  {
    id: 'redirect-loop', point: 3, sees: 'failure', moved: { path: 'moved/whep' },
    server: 'sends from one place to itself, for ever', client: 'stops following', script: { post: redirecting(307, null, { loop: true }) },
    expect: [followsAtMost(20), watched(3000)],
  },
  location('relative', 'names the session relative to its endpoint', { location: 'relative' }),
  location('relative-to-final', 'redirects with 307, then names the session relative to where the offer arrived', {}, {
    moved: { path: 'moved/deeper/whep' }, script: { post: redirecting(307, answer({ location: 'relative' })) },
    expect: [follows(), ...LIVE],
  }),
  location('absolute', 'names the session by a whole URL', { location: 'absolute' }),
  location('query', 'names the session by a query alone', { location: 'query' }),
  location('other-host', 'has the session on another host, by a whole URL; there is a bearer', { location: 'absolute', host: 'other' }, { token: TOKEN }),
  location('absent', 'names no session', { location: 'absent' }, { client: 'watches all the same; there is nothing to DELETE' }),
  {
    id: 'delete-redirected', point: 3, sees: 'picture', server: 'answers 307 to DELETE',
    client: 'does not follow', script: { post: answer(), remove: (exchange) => redirectAstray(307)(exchange) }, expect: LIVE,
  },

  ...[204, 404].map((code) => ({
    id: `delete-${code}`, point: 8, sees: 'picture', server: `answers ${code} to DELETE`,
    client: 'takes it as done', script: { post: answer(), remove: status(code) }, expect: LIVE,
  })),
  {
    id: 'delete-before-reconnect', point: 8, sees: 'picture', server: 'sends its goodbye in DTLS after a second of media',
    client: 'DELETEs the session, then asks for another',
    script: { post: inTurn(answer({ media: { closeAfterMs: 1000 } }), answer()) }, expect: [leavesWithin(10_000), pictureOfNext()],
  },
  {
    id: 'delete-hangs', point: 8, sees: 'picture', server: 'stops after a second of media, and never answers the DELETE',
    client: 'asks for another session without waiting for long',
    script: { post: inTurn(answer({ media: { stopAfterMs: 1000 } }), answer()), remove: hang }, expect: [leavesWithin(10_000), pictureOfNext()],
  },

  {
    id: 'bearer', point: 9, sees: 'picture', token: TOKEN, server: 'wants the bearer on every request, and answers PATCH with 204',
    client: 'sends it each time', script: { post: answer({ etag: '"bearer"' }), patch: status(204) }, expect: LIVE,
  },
  {
    id: 'bearer-with-counter-offer', point: 9, sees: 'picture', token: TOKEN, server: 'wants the bearer on the PATCH with the answer too',
    client: 'sends it each time', script: { post: offer() }, expect: [answersWithin(3000), ...LIVE],
  },
  {
    id: 'token-in-url', point: 9, sees: 'picture', query: '?token=canary-conformance-url-token', server: 'has its token in the URL',
    client: 'keeps the query as it is, and sends no bearer', script: { post: answer() }, expect: LIVE,
  },
];
