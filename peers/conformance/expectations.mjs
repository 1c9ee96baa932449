// SPDX-License-Identifier: Apache-2.0
// What can be expected of a client. Each has a text for the table and a check of a CaseRun, as CaseRun.verdict takes them.

import { none, SDP, FRAGMENT } from './house-rules.mjs';

/** A player of any patience is through by then. */
const PICTURE_LIMIT_MS = 15_000;
/** The same where it first has to find out that another session is of no use. */
const NEXT_PICTURE_LIMIT_MS = 30_000;
/** How much earlier than asked a request may arrive: clocks of two processes. */
const EARLY_MS = 20;
/** A client that keeps watching comes back within this time after a failure, if it was not asked to wait. */
const COME_BACK_MS = 5000;

const seconds = (ms) => `${ms / 1000} s`;

/** Media of a session that the client acknowledged in RTCP; `which` picks the session. */
const shown = (text, limitMs, which) => ({
  text: `${text} within ${seconds(limitMs)}: ICE and DTLS stand, and an RTCP report knows of the packets from a keyframe on`,
  check: (run, nowMs) => {
    if (run.sessions.some((session, i) => which(session, i) && session.acknowledgedAtMs !== null)) return true;
    if (nowMs - run.startedAtMs < limitMs) return undefined;
    const last = run.sessions.at(-1);
    if (!last) return 'no WHEP session was made';
    if (last.connectedAtMs === null) return 'ICE or DTLS was never done';
    return last.keyframeAtMs === null ? 'connected, and no keyframe was sent' : 'no report about the media';
  },
});

export const picture = () => shown('takes the media', PICTURE_LIMIT_MS, () => true);
export const pictureOfNext = () => shown('takes the media of a later WHEP session', NEXT_PICTURE_LIMIT_MS, (session, i) => i > 0);

/** The client stays on the one session that it has. */
export const sameSession = () => ({
  text: 'stays on its one WHEP session: no second one',
  check: (run) => (run.sessions.length > 1 ? 'asked for a second WHEP session' : true),
});

/** At least `n` attempts: a client that keeps watching comes back. */
export const tries = (n) => ({
  text: `tries again: ${n} attempts at least`,
  check: (run, nowMs) => {
    if (run.attempts.length >= n) return true;
    return nowMs > run.startedAtMs + COME_BACK_MS * n ? `only ${run.attempts.length}` : undefined;
  },
});

/** At most `n` attempts in the first `ms`. */
export const atMost = (n, ms) => ({
  text: `at most ${n} attempts in ${seconds(ms)}`,
  check: (run, nowMs) => {
    const early = run.attempts.filter(({ atMs }) => atMs < run.startedAtMs + ms).length;
    if (early > n) return `${early} attempts in ${seconds(ms)}`;
    return nowMs >= run.startedAtMs + ms || undefined;
  },
});

/** `ms` pass between the first attempts' answers and the next ones. */
export const waits = (ms, times = 1) => ({
  text: `waits ${seconds(ms)} before each of the next ${times} attempts, as Retry-After asks`,
  check: (run, nowMs) => {
    const pauses = run.attempts.slice(1, times + 1).map(({ atMs }, i) => atMs - run.attempts[i].answeredAtMs);
    const short = pauses.find((pauseMs) => pauseMs < ms - EARLY_MS);
    if (short !== undefined) return `came again after ${short} ms`;
    if (pauses.length === times) return true;
    return nowMs > run.startedAtMs + (ms + COME_BACK_MS) * times ? 'did not come back' : undefined;
  },
});

/** Pauses do not shrink, with room for jitter, and for a machine that stalls once, which makes a pause longer and none shorter. How fast they have to grow no draft says: a client may go by the length of the outage. */
export const backsOff = () => ({
  text: 'its pauses do not shrink: none of the first four is less than half the shortest before it',
  check: (run) => {
    const pauses = run.attempts.slice(1, 5).map(({ atMs }, i) => atMs - run.attempts[i].answeredAtMs);
    const shrunk = pauses.findIndex((pauseMs, i) => pauseMs < Math.min(...pauses.slice(0, i)) / 2 - EARLY_MS);
    if (shrunk > 0) return `a pause of ${pauses[shrunk]} ms after ones of ${pauses.slice(0, shrunk).join(', ')} ms`;
    return pauses.length < 4 ? undefined : true;
  },
});

/** A session that is of no use is DELETEd within `ms` of the answer. */
export const givesUpWithin = (ms) => ({
  text: `gives the WHEP session up within ${seconds(ms)} of the answer: DELETE`,
  check: (run, nowMs) => {
    const [session] = run.sessions;
    if (!session || session.answeredAtMs === null) return undefined;
    const [left] = run.all('DELETE', session);
    const tookMs = (left?.atMs ?? nowMs) - session.answeredAtMs;
    if (tookMs > ms) return `${left ? 'took' : 'not within'} ${tookMs} ms`;
    return left ? true : undefined;
  },
});

/** A session is left within `ms` of the moment at which the server stopped being of use. */
export const leavesWithin = (ms) => ({
  text: `DELETEs the WHEP session within ${seconds(ms)} of its failing`,
  check: (run, nowMs) => {
    const session = run.sessions.find(({ endedByServerAtMs }) => endedByServerAtMs !== null);
    if (!session) return undefined;
    const [left] = run.all('DELETE', session);
    const tookMs = (left?.atMs ?? nowMs) - session.endedByServerAtMs;
    if (left && tookMs < 0) return 'left before it failed';
    if (tookMs > ms) return `${left ? 'took' : 'not within'} ${tookMs} ms`;
    return left ? true : undefined;
  },
});

/** A client that is patient: no DELETE before the server has sent its keyframe. */
export const isPatient = () => ({
  text: 'does not leave before the keyframe comes',
  check: (run) => none(run.sessions, (session) => {
    const [left] = run.all('DELETE', session);
    return left && (session.keyframeAtMs === null || left.atMs < session.keyframeAtMs) ? 'left before the keyframe' : true;
  }),
});

/** Connects within `ms` of the answer. */
export const connectsWithin = (ms) => ({
  text: `ICE and DTLS stand within ${seconds(ms)} of the answer`,
  check: (run, nowMs) => {
    const session = run.sessions.at(-1);
    if (!session || session.answeredAtMs === null) return undefined;
    const tookMs = (session.connectedAtMs ?? nowMs) - session.answeredAtMs;
    if (tookMs > ms) return `${session.connectedAtMs ? 'took' : 'not within'} ${tookMs} ms`;
    return session.connectedAtMs !== null || undefined;
  },
});

/** A keyframe is asked for `n` times, the first within `ms` of the connection. */
export const asksForKeyframe = (n, ms) => ({
  text: `asks for a keyframe, by PLI or FIR, within ${seconds(ms)} of the connection${n > 1 ? `, and ${n} times in all until one comes` : ''}`,
  check: (run, nowMs) => {
    const session = run.sessions.find(({ connectedAtMs }) => connectedAtMs !== null);
    if (!session) return undefined;
    const asked = session.keyframeRequestsAtMs;
    const tookMs = (asked[0] ?? nowMs) - session.connectedAtMs;
    if (tookMs > ms) return `${asked.length ? 'took' : 'not within'} ${tookMs} ms`;
    return asked.length >= n || undefined;
  },
});

/** What the server sends has reached a size, and the client has had `ms` more of it. */
export const sizeReached = (width, ms) => ({
  text: `is still there ${seconds(ms)} after the picture has grown to ${width} pixels`,
  check: (run, nowMs) => {
    const session = run.sessions.at(-1);
    if (!session) return undefined;
    const reached = session.size?.width === width ? session.sizeAtMs : Infinity;
    const [left] = run.all('DELETE', session);
    if (left && left.atMs < reached + ms) return 'left before';
    return nowMs > reached + ms || undefined;
  },
});

/** The answer to the server's offer came by PATCH, within `ms`. */
export const answersWithin = (ms) => ({
  text: `PATCHes its answer to the server's offer within ${seconds(ms)}, as ${SDP}`,
  check: (run, nowMs) => {
    const session = run.sessions.find(({ offered }) => offered !== undefined);
    if (!session || session.answeredAtMs === null) return undefined;
    const answer = run.all('PATCH', session).find(({ contentType }) => contentType === SDP);
    const tookMs = (answer?.atMs ?? nowMs) - session.answeredAtMs;
    if (tookMs > ms) return `${answer ? 'took' : 'not within'} ${tookMs} ms`;
    return answer ? true : undefined;
  },
});

export const noPatch = () => ({
  text: 'sends no PATCH',
  check: (run) => (run.all('PATCH').length ? 'sent a PATCH' : true),
});

/** Of ICE candidates by PATCH: not after the server has said that it takes none. */
export const fewFragments = () => ({
  text: 'PATCHes candidates once at most, after the refusal no more',
  check: (run) => (run.all('PATCH').filter(({ contentType }) => contentType === FRAGMENT).length > 2 ? 'PATCHed candidates again and again' : true),
});

/** A POST without body, once an offer was refused or at first. */
export const asksForOffer = () => ({
  text: 'asks for an offer: POST without body',
  check: (run) => run.all('POST').some(({ body }) => body === '') || undefined,
});

/** The offer has come to where the redirect leads. */
export const follows = () => ({
  text: 'POSTs its offer where the redirect leads',
  check: (run) => {
    const { moved: { host = 'main', path }, id } = run.case;
    return run.all('POST').some(({ place, body }) => place.host === host && place.path === `/${id}/${path}` && body) || undefined;
  },
});

/** No chain of redirects is followed for longer than `n` requests; a new attempt begins at the endpoint again, as 307 asks for. */
export const followsAtMost = (n) => ({
  text: `follows ${n} redirects in a row at most`,
  check: (run) => {
    let row = 0;
    return none(run.all('POST'), ({ place }) => {
      row = place.path === `/${run.case.id}/${run.case.moved.path}` ? row + 1 : 0;
      return row > n ? `followed ${row}` : true;
    });
  },
});

/** Only STUN reaches a server that a Link names, and none comes to one whose relation is unknown. */
export const onlyIceServersAsked = () => ({
  text: 'sends what Link headers name as ICE servers nothing but STUN, and other relations nothing',
  check: (run) => none(run.datagrams, ({ trap, packet }) => {
    if (trap === 'other') return 'a datagram to what is no ICE server';
    return packet.length >= 20 && packet.readUInt32BE(4) === 0x2112a442 ? true : 'a datagram that is no STUN';
  }),
});

/** The suite has watched for `ms`: time for a wrong client to do what it must not. */
export const watched = (ms) => ({
  text: `and nothing else for ${seconds(ms)}`,
  check: (run, nowMs) => nowMs > run.startedAtMs + ms || undefined,
});
