// SPDX-License-Identifier: Apache-2.0
// What the server can do: the words that the table of cases is written in. Each makes a function of an Exchange.

import { SDP } from './house-rules.mjs';

/** One step for each attempt to join; the last one is for all further ones too. */
export const inTurn = (...steps) => (exchange) => steps[Math.min(exchange.attempt, steps.length) - 1](exchange);

export const refuse = (status, headers = {}, body = 'refused on purpose') => (exchange) => exchange.reply(status, body, headers);

/**
 * A redirect for what comes to the endpoint itself, `then` for what arrives at the case's other endpoint.
 * `loop` sends on for ever.
 */
export const redirecting = (status, then, { loop = false } = {}) => (exchange) => {
  const { run, request: { place } } = exchange;
  const { moved } = run.case;
  const isMoved = place.host === (moved.host ?? 'main') && place.path === `/${run.case.id}/${moved.path}`;
  if (isMoved && !loop) return then(exchange);
  const origin = moved.host === 'other' ? run.origins.other : '';
  return exchange.redirect(status, `${origin}/${run.case.id}/${moved.path}`);
};

/** Sends whoever follows to a place where nobody may go. */
export const redirectAstray = (status) => (exchange) => exchange.redirect(status, `/${exchange.run.case.id}/forbidden`);

/**
 * Takes the offer. Besides what Exchange.makeSession takes: `status`, `type` of the answer, `change` of its text, `pieces` it comes in,
 * `links` as a function that resolves to Link headers, and `abandon`, which answers and then never connects.
 */
export const answer = ({ status = 201, type = SDP, change = (sdp) => sdp, pieces, links, abandon = false, ...making } = {}) => async (exchange) => {
  const { contentType, body } = exchange.request;
  if (contentType !== SDP) return exchange.reply(415, 'send application/sdp, without parameters');
  const { session, headers } = exchange.makeSession(making);
  const sdp = await session.answer(body).catch((error) => {
    console.error(exchange.run.case.id, 'offer', error.message);
    return null;
  });
  if (sdp === null) {
    session.isNamed = false;
    await session.close();
    return exchange.reply(400, 'the offer has no codec that is sent here');
  }
  if (links) headers.link = await links(exchange);
  session.answeredAtMs = Date.now();
  await exchange.replyWithSdp(status, change(sdp, body), { ...headers, 'content-type': type }, { pieces });
  if (abandon) await session.vanish();
  return undefined;
};

/** Makes an offer of its own, with 201 or as a counter-offer with 406. `change` is of its text, `type` may tell until when it is valid. */
export const offer = ({ status = 406, type = () => SDP, change = (sdp) => sdp, ...making } = {}) => async (exchange) => {
  const { session, headers } = exchange.makeSession(making);
  session.offered = change(await session.offer());
  session.answeredAtMs = Date.now();
  return exchange.reply(status, session.offered, { ...headers, 'content-type': type() });
};

/** Takes only a POST without body, as draft-murillo-whep-01 had it; `refused` is the answer to offers. */
export const onlyEmpty = (refused, then) => (exchange) => (exchange.request.body ? refused(exchange) : then(exchange));

/** Another body in the place of SDP; a WHEP session that can be DELETEd stands behind it unless `named` is false. */
export const nonsense = (status, body, { type = SDP, named = true } = {}) => async (exchange) => {
  const { session, headers } = exchange.makeSession({ media: { silent: true }, location: named ? 'path' : 'absent' });
  session.answeredAtMs = Date.now();
  exchange.reply(status, body, { ...headers, 'content-type': type });
  await session.vanish();
};

/** The answer to PATCH and DELETE. */
export const status = (code, headers = {}) => (exchange) => exchange.reply(code, '', headers);
export const hangUp = (exchange) => exchange.hangUp();
/** Takes the request and never answers. */
export const hang = () => {};

/** Conditional requests as the draft wants them: 428 without If-Match, 412 with another one than the session's. */
export const preconditions = (then) => (exchange) => {
  const { ifMatch, session } = exchange.request;
  if (ifMatch === undefined) return exchange.reply(428);
  return ifMatch === session.etag ? then(exchange) : exchange.reply(412);
};
