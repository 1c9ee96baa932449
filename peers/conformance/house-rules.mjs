// SPDX-License-Identifier: Apache-2.0
// What holds in every case: the duties that a client has whatever the server does. A case may leave some out, by name, in `except`.

const SDP = 'application/sdp';
const FRAGMENT = 'application/trickle-ice-sdpfrag';
/** The shortest pause between two attempts that is no hammering. */
const SHORTEST_PAUSE_MS = 100;
const MAX_DELETES = 4;

/** Text of the first of `items` that `wrong` finds something wrong with, else true. */
export const none = (items, wrong) => items.map(wrong).find((text) => typeof text === 'string') ?? true;

const lineOf = (sdp, name) => sdp.match(new RegExp(`^a=${name}:(\\S+)`, 'm'))?.[1];
const sections = (sdp) => sdp.replace(/\r\n/g, '\n').split(/\n(?=m=)/).slice(1);

/** What is wrong with a description that a client sent, if anything (draft, "WebRTC Constraints" and "Media Direction Attributes"). */
function wrongWith(sdp, directions) {
  const media = sections(sdp);
  if (!sdp.startsWith('v=0')) return 'is no SDP';
  const video = media.find((section) => section.startsWith('m=video'));
  if (!video) return 'has no video';
  if (!/^a=group:BUNDLE \S/m.test(sdp)) return 'has no BUNDLE group';
  const used = media.filter((section) => !/^m=\w+ 0 /.test(section) && !section.startsWith('m=application'));
  if (used.some((section) => !/^a=rtcp-mux\s*$/m.test(section))) return 'lacks rtcp-mux';
  if (!directions.some((direction) => new RegExp(`^a=${direction}\\s*$`, 'm').test(video))) return `video is not ${directions.join(' or ')}`;
  return null;
}

const isAnswer = ({ method, contentType }) => method === 'PATCH' && contentType === SDP;

export const HOUSE_RULES = [
  {
    name: 'types',
    text: 'each offer is exactly application/sdp; a POST without body accepts application/sdp',
    check: (run) => none(run.all('POST'), ({ body, contentType, accept }) => {
      if (body) return contentType === SDP ? true : `POST with Content-Type ${contentType}`;
      return accept?.includes(SDP) ? true : `POST without body, Accept ${accept}`;
    }),
  },
  {
    name: 'offers',
    text: 'each offer has video to receive, BUNDLE and rtcp-mux',
    check: (run) => none(run.all('POST').filter(({ body }) => body), ({ body }) => {
      const wrong = wrongWith(body, ['recvonly', 'sendrecv']);
      return wrong ? `the offer ${wrong}` : true;
    }),
  },
  {
    name: 'answers',
    text: 'each answer to an offer of the server keeps its m-lines and mids in order, receives only, and takes a DTLS role',
    check: (run) => none(run.requests.filter(isAnswer), ({ body, session }) => {
      const wrong = wrongWith(body, ['recvonly']);
      if (wrong) return `the answer ${wrong}`;
      if (/^a=setup:actpass/m.test(body) || !/^a=setup:(active|passive)/m.test(body)) return 'the answer takes no DTLS role';
      const shape = (sdp) => sections(sdp).map((section) => `${section.match(/^m=(\w+)/)[1]} ${lineOf(section, 'mid')}`).join(', ');
      const [ours, theirs] = [shape(session?.offered ?? ''), shape(body)];
      return ours === theirs ? true : `offered ${ours}, answered ${theirs}`;
    }),
  },
  {
    name: 'bearer',
    text: 'the bearer is on every request to the origin that it is for, and on no other',
    check: (run) => none(run.requests.filter(({ method }) => method !== 'OPTIONS'), ({ method, place, authorization }) => {
      const due = run.case.token && place.host === 'main' ? `Bearer ${run.case.token}` : undefined;
      return authorization === due ? true : `${method} to the ${place.host} origin ${authorization ? 'with the wrong or an unasked' : 'without the'} bearer`;
    }),
  },
  {
    name: 'places',
    text: 'no request goes anywhere that the server did not send it',
    check: (run) => none(run.requests, ({ method, place, known }) => (known ? true : `${method} to ${place.path}${place.query} at the ${place.host} origin`)),
  },
  {
    name: 'fragments',
    text: 'a PATCH is an answer to an offer, or a trickle-ice-sdpfrag of this ICE session, with If-Match where an ETag was given',
    check: (run) => none(run.all('PATCH').filter((request) => !isAnswer(request)), ({ contentType, ifMatch, body, session }) => {
      if (contentType !== FRAGMENT) return `PATCH with Content-Type ${contentType}`;
      if (session?.etag !== ifMatch) return `PATCH with If-Match ${ifMatch}, where the ETag is ${session?.etag}`;
      const ufrag = lineOf(body, 'ice-ufrag');
      return ufrag === lineOf(session?.clientSdp ?? '', 'ice-ufrag') && lineOf(body, 'ice-pwd') ? true : `PATCH for the ICE session ${ufrag}, which is not this one`;
    }),
  },
  {
    name: 'pauses',
    text: `attempts are ${SHORTEST_PAUSE_MS} ms apart at least`,
    check: (run) => none(run.attempts.slice(1), ({ atMs, body }, i) => {
      // A POST without body right after a refused offer is the other way to ask, not another attempt.
      const pauseMs = atMs - (run.attempts[i].answeredAtMs ?? run.attempts[i].atMs);
      return pauseMs >= SHORTEST_PAUSE_MS || (!body && run.attempts[i].body) ? true : `attempt ${i + 2} came ${pauseMs} ms after the answer to the one before`;
    }),
  },
  {
    name: 'leaves first',
    text: 'a WHEP session is DELETEd before the next attempt',
    check: (run) => none(run.sessions.filter(({ isNamed }) => isNamed), (session) => {
      const next = run.attempts.find(({ atMs }) => atMs > session.answeredAtMs && session.answeredAtMs !== null);
      const left = run.all('DELETE', session)[0];
      return !next || (left && left.atMs <= next.atMs) ? true : 'a new attempt, the WHEP session before it not DELETEd';
    }),
  },
  {
    name: 'deletes',
    text: 'each WHEP session is DELETEd, without If-Match, and not again and again',
    leaving: true,
    check: (run) => {
      const deletes = run.all('DELETE');
      if (deletes.some(({ ifMatch }) => ifMatch !== undefined)) return 'DELETE with If-Match';
      if (run.sessions.some((session) => run.all('DELETE', session).length > MAX_DELETES)) return `more than ${MAX_DELETES} DELETEs of one WHEP session`;
      return run.sessions.every((session) => !session.isNamed || run.all('DELETE', session).length > 0) || undefined;
    },
  },
];

export { FRAGMENT, SDP };
