// SPDX-License-Identifier: Apache-2.0
// Offers, answers, and what claims to be one: points 1, 4, 10, 11 and 16.

import * as change from '../changes.mjs';
import { answersWithin, asksForOffer, atMost, connectsWithin, givesUpWithin, noPatch, picture, sameSession } from '../expectations.mjs';
import { SDP } from '../house-rules.mjs';
import { answer, inTurn, nonsense, offer, onlyEmpty, refuse, status } from '../scripts.mjs';

const COUNTER = [answersWithin(3000), picture(), sameSession()];
/** A failure that nothing can be done about at once: the user is told, and the server is left alone for a while. */
const CALM = atMost(6, 3000);
const USELESS = [givesUpWithin(2000), noPatch(), CALM];

const validUntil = (seconds) => () => `${SDP}; valid-until="${new Date(Date.now() + seconds * 1000).toUTCString()}"`;

export const NEGOTIATION = [
  {
    id: 'empty-post', point: 1, sees: 'picture',
    server: 'refuses offers with 400; answers a POST without body with 201 and an offer of its own',
    client: 'asks without body and PATCHes its answer',
    script: { post: onlyEmpty(refuse(400), offer({ status: 201 })) }, expect: [asksForOffer(), ...COUNTER],
  },
  {
    id: 'empty-post-after-415', point: 1, sees: 'picture',
    server: 'as before, refusing offers with 415',
    client: 'the same',
    script: { post: onlyEmpty(refuse(415), offer({ status: 201 })) }, expect: [asksForOffer(), ...COUNTER],
  },
  {
    id: 'counter-offer', point: 1, sees: 'picture',
    server: 'answers the offer with 406, an offer of its own and a Location',
    client: 'PATCHes its answer, from a peer connection that is made for it',
    script: { post: offer() }, expect: COUNTER,
  },
  {
    id: 'counter-offer-valid-until', point: 1, sees: 'picture',
    server: 'says in the Content-Type, by valid-until, that its counter-offer holds for 5 s',
    client: 'understands the type, and answers in time',
    script: { post: offer({ type: validUntil(5) }) }, expect: COUNTER,
  },
  {
    id: 'counter-offer-audio-first', point: 1, sees: 'picture',
    server: 'puts an audio section before the video in its counter-offer',
    client: 'keeps the order and the mids; may take the audio or refuse it',
    script: { post: offer({ audioFirst: true }) }, expect: COUNTER,
  },
  {
    id: 'counter-offer-active', point: 1, sees: 'picture',
    server: 'has setup:active in its counter-offer, as the example in the draft',
    client: 'answers setup:passive',
    script: { post: offer({ change: change.setup('active') }) }, expect: COUNTER,
  },
  {
    id: 'counter-offer-sendrecv', point: 1, sees: 'picture',
    server: 'has sendrecv in its counter-offer',
    client: 'answers recvonly',
    script: { post: offer({ change: change.direction('sendonly', 'sendrecv') }) }, expect: COUNTER,
  },
  {
    id: 'refused-406', point: 1, sees: 'failure',
    server: 'answers 406 without SDP',
    client: 'takes it as a refusal',
    script: { post: refuse(406, { 'content-type': 'text/plain' }) }, expect: [noPatch(), CALM],
  },
  {
    id: 'counter-offer-nonsense', point: 1, sees: 'failure',
    server: 'answers 406 with the type of SDP, a Location, and a text that is none',
    client: 'fails, and DELETEs the session',
    script: { post: nonsense(406, 'not acceptable') }, expect: USELESS,
  },
  {
    id: 'counter-offer-answer-refused', point: 1, sees: 'failure',
    server: 'answers 400 to the answer to its counter-offer',
    client: 'fails, and DELETEs the session',
    script: { post: offer(), answer: status(400) }, expect: [answersWithin(3000), givesUpWithin(3000), CALM],
  },

  {
    id: 'content-type', point: 4, sees: 'picture',
    server: 'answers 415 unless the Content-Type is application/sdp to the letter',
    client: 'sends that',
    script: { post: answer() }, expect: [picture(), sameSession()],
  },
  {
    id: 'answer-in-chunks', point: 4, sees: 'picture',
    server: 'sends its answer in eight chunks, without a length',
    client: 'waits for the last one',
    script: { post: answer({ pieces: 8 }) }, expect: [picture(), sameSession()],
  },
  {
    id: 'answer-with-bare-newlines', point: 4, sees: 'picture',
    server: 'ends the lines of its answer with LF alone',
    client: 'takes it',
    script: { post: answer({ change: change.bareNewlines }) }, expect: [picture(), sameSession()],
  },
  {
    id: 'answer-with-unknown-attributes', point: 4, sees: 'picture',
    server: 'has attributes in its answer that nobody knows',
    client: 'ignores them',
    script: { post: answer({ change: change.unknownAttributes }) }, expect: [picture(), sameSession()],
  },
  {
    id: 'answer-with-charset', point: 4, sees: 'picture',
    server: 'gives the Content-Type of its answer a charset',
    client: 'takes it',
    script: { post: answer({ type: 'application/sdp; charset=utf-8' }) }, expect: [picture(), sameSession()],
  },

  {
    id: 'vp8-only', point: 10, sees: 'picture',
    server: 'sends VP8 and nothing else',
    client: 'has offered all that it decodes',
    script: { post: answer({ codec: 'VP8' }) }, expect: [picture(), sameSession()],
  },
  {
    id: 'video-rejected', point: 10, sees: 'failure',
    server: 'rejects the video with port 0',
    client: 'fails at once',
    script: { post: answer({ change: change.port(0), media: { silent: true } }) }, expect: USELESS,
  },
  {
    id: 'video-inactive', point: 10, sees: 'failure',
    server: 'rejects the video with inactive, at port 9',
    client: 'fails at once',
    script: { post: answer({ change: change.direction('sendonly', 'inactive'), media: { silent: true } }) }, expect: USELESS,
  },
  {
    id: 'video-missing', point: 10, sees: 'failure',
    server: 'leaves the video section out of its answer',
    client: 'fails at once',
    script: { post: answer({ change: change.withoutVideo, media: { silent: true } }) }, expect: USELESS,
  },

  {
    id: 'dtls-active', point: 11, sees: 'picture',
    server: 'answers setup:active',
    client: 'is the DTLS server',
    script: { post: answer({ dtlsRole: 'client' }) }, expect: [picture(), sameSession()],
  },
  {
    id: 'dtls-passive', point: 11, sees: 'picture',
    server: 'answers setup:passive',
    client: 'is the DTLS client',
    script: { post: answer({ dtlsRole: 'server' }) }, expect: [picture(), sameSession()],
  },
  {
    id: 'ice-lite', point: 11, sees: 'picture',
    server: 'is ICE-lite, with setup:passive: it sends no connectivity checks',
    client: 'is controlling, and checks',
    script: { post: answer({ iceLite: true, dtlsRole: 'server' }) }, expect: [connectsWithin(5000), picture(), sameSession()],
  },
  {
    id: 'counter-offer-ice-lite', point: 11, sees: 'picture',
    server: 'is ICE-lite, and makes a counter-offer',
    client: 'is controlling although it answers',
    script: { post: offer({ iceLite: true }) }, expect: COUNTER,
  },
  {
    id: 'answer-with-actpass', point: 11, sees: 'failure',
    server: 'answers setup:actpass, which only an offer may',
    client: 'fails cleanly',
    script: { post: answer({ change: change.setup('actpass'), media: { silent: true } }) }, expect: USELESS,
  },
  {
    id: 'answer-with-foreign-payload-type', point: 11, sees: 'failure',
    server: 'answers with a payload type that was not offered',
    client: 'fails cleanly',
    script: { post: answer({ change: change.foreignPayloadType, media: { silent: true } }) }, expect: USELESS,
  },
  {
    id: 'offer-in-disguise', point: 11, sees: 'failure',
    server: 'ignores the offer and answers 201 with one of its own; takes no PATCH',
    client: 'fails cleanly',
    script: { post: inTurn(offer({ status: 201, media: { silent: true } })), answer: status(405) },
    expect: [givesUpWithin(4000), CALM], except: ['answers'],
  },

  {
    id: 'empty-200', point: 16, sees: 'failure',
    server: 'answers 200 without a body, for a stream that it does not know',
    client: 'fails',
    script: { post: refuse(200, {}, '') }, expect: [noPatch(), CALM],
  },
  {
    id: 'empty-201', point: 16, sees: 'failure',
    server: 'answers 201 with a Location and without a body',
    client: 'fails, and DELETEs the session',
    script: { post: nonsense(201, '') }, expect: USELESS,
  },
  {
    id: 'html-200', point: 16, sees: 'failure',
    server: 'answers 200 with a page of HTML',
    client: 'fails',
    script: { post: refuse(200, { 'content-type': 'text/html' }, '<html>It works!</html>') }, expect: [noPatch(), CALM],
  },
];
