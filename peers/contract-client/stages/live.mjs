// SPDX-License-Identifier: Apache-2.0

import { setTimeout as delay } from 'node:timers/promises';
import { readCard } from '../../lib/picture.mjs';
import { has, that } from '../report.mjs';
import * as shapes from '../shapes.mjs';

const POLL_MS = 250;
const LIVE_LIMIT_MS = 30_000;
const FRESH_MS = 6000;

/** Assigned by dispatch; then the supplier gets where to publish. */
export async function dispatchAndStart(run) {
  const { report, consumer, supplier, supplierId, session: { id }, place, opened } = run;
  await report.ok(consumer.sessions.dispatch(id), 'to the supplier', shapes.session, [has('state', 'ASSIGNED'), has('operatorWorkspaceId', supplierId)]);
  await report.ok(supplier.workspaces.get(supplierId), 'the supplier is taken', shapes.workspace, [has('availabilityState', 'BUSY')]);
  await report.refused(consumer.sessions.dispatch(id), 'a second time', '409 INVALID_STATE');
  await report.refused(supplier.sessions.accept(id), 'once dispatched', '409 INVALID_STATE');
  const second = await report.ok(consumer.sessions.create({ ...place, maxDurationSeconds: 60 }), 'while the supplier is taken', shapes.session);
  opened.push(second.id);
  await report.refused(consumer.sessions.dispatch(second.id), 'while the supplier is taken', '503 NO_COVERAGE');
  await report.refused(supplier.sessions.accept(second.id), 'by who is taken', '409 INVALID_STATE', '409 CONFLICT');
  await report.ok(consumer.sessions.cancel(second.id), 'that one', shapes.session, [has('state', 'CANCELLED')]);

  await report.refused(consumer.sessions.start(id), 'by the consumer', '403 NOT_AUTHORIZED');
  const started = await report.ok(supplier.sessions.start(id), 'by the supplier', shapes.object({ session: shapes.session, videoBackendRef: shapes.text, whipUrl: shapes.url, whepUrl: shapes.url }), [
    has('session.state', 'ASSIGNED'), has('session.startedAt', null),
    that('the session names the input', (data) => data.session.videoBackendRef === data.videoBackendRef),
  ]);
  const { videoBackendRef, whipUrl } = started;
  await report.ok(supplier.sessions.start(id), 'again: the same URLs', null, [has('whipUrl', whipUrl), has('whepUrl', started.whepUrl), has('videoBackendRef', videoBackendRef)]);
  await report.ok(supplier.sessions.producerToken(id), 'for a second tab', null, [has('whipUrl', whipUrl), has('videoBackendRef', videoBackendRef)]);
  await report.refused(consumer.sessions.producerToken(id), 'by the consumer', '403 NOT_AUTHORIZED');
  await report.refused(consumer.sessions.frame(id), 'before anybody publishes', '404 FRAME_NOT_AVAILABLE');
  run.started = started;
}

/** Polls until the session is LIVE, as waitFor of an SDK does. */
export async function publishUntilLive(run) {
  const { report, consumer, supplier, session: { id }, started } = run;
  const publishedAtMs = Date.now();
  run.publication = await run.publisher.publish(started.whipUrl);
  report.note(`Chromium publishes by WHIP, connected after ${Date.now() - publishedAtMs} ms`);
  let answer;
  do {
    if (answer) await delay(POLL_MS);
    answer = await consumer.sessions.get(id);
  } while (answer.data.state === 'ASSIGNED' && Date.now() - publishedAtMs < LIVE_LIMIT_MS);
  run.live = await report.ok(answer, `LIVE ${Date.now() - publishedAtMs} ms after publishing`, shapes.session, [
    has('state', 'LIVE'), that('the consumer sees whepUrl, not whipUrl', (data) => data.whepUrl === started.whepUrl && data.whipUrl === undefined),
    that('it started after the publisher', ({ startedAt }) => Date.parse(startedAt) >= publishedAtMs), has('videoBackendRef', started.videoBackendRef),
  ]);
  await report.ok(supplier.sessions.get(id), 'the operator sees whipUrl', shapes.session, [has('whipUrl', started.whipUrl), has('state', 'LIVE')]);
  const view = shapes.object({ videoBackendRef: shapes.text, whepUrl: shapes.url });
  await report.ok(consumer.sessions.viewerToken(id), 'for the consumer', view, [has('whepUrl', started.whepUrl)]);
  await report.ok(supplier.sessions.viewerToken(id), 'for the operator', view);
  await report.ok(supplier.sessions.producerToken(id), 'while LIVE', null, [has('whipUrl', started.whipUrl)]);
  await report.refused(consumer.sessions.cancel(id), 'while LIVE', '409 INVALID_STATE');
  await report.refused(supplier.sessions.start(id), 'while LIVE', '409 INVALID_STATE');
}

/** Polls until a picture can be read whose counter is above `above`. The first ones may be too coarse. */
async function nextCard(run, client, above, note) {
  const until = Date.now() + LIVE_LIMIT_MS;
  for (;;) {
    const answer = await client.sessions.frame(run.session.id);
    const isFrame = answer.status === 200;
    if (isFrame && answer.contentType !== 'image/jpeg') run.report.seen(answer, note, `content type ${answer.contentType}`);
    const card = isFrame ? await readCard(answer.body) : null;
    if (card?.counter > above) {
      const ageMs = answer.sentAtMs - card.epochMs;
      run.report.seen(answer, `${note}: ${card.width}x${card.height}, frame ${card.counter} drawn ${ageMs} ms before the call`, ageMs > FRESH_MS ? 'too old' : null);
      return card;
    }
    if (!isFrame && answer.body?.code !== 'FRAME_NOT_AVAILABLE') run.report.seen(answer, note, `${answer.status} ${answer.body?.code}`);
    if (Date.now() > until) run.report.seen(answer, note, `no readable picture after frame ${above}, last ${card ? `frame ${card.counter}` : answer.status}`);
    await delay(POLL_MS);
  }
}

/** The card is read three times and goes on each time. */
export async function frames(run) {
  const first = await nextCard(run, run.consumer, -1, 'a picture');
  const second = await nextCard(run, run.consumer, first.counter, 'a newer one');
  run.lastCard = await nextCard(run, run.supplier, second.counter, 'for the operator');
}

/** A window that the video provider tells of; media goes on meanwhile. */
export async function windowByWebhook(run) {
  const { report, consumer, events, started } = run;
  const event = (type, at, input = started.videoBackendRef) => ({
    name: 'contract client', text: '', ts: Math.floor(at / 1000),
    data: { notification_name: 'Stream Live Input', input_id: input, event_type: `live_input.${type}`, updated_at: new Date(at).toISOString() },
  });
  const deliver = (body, token = events.token, secret = events.secret) => consumer.deliver(token, secret, body);
  const downAt = Date.now();
  await report.refused(deliver(event('disconnected', downAt), 'wrong'), 'a wrong token', '401 NOT_AUTHENTICATED', '401 INVALID_TOKEN');
  await report.refused(deliver(event('disconnected', downAt), events.token, 'wrong'), 'a wrong secret', '401 NOT_AUTHENTICATED', '401 INVALID_TOKEN');
  report.seen(...accepted(await deliver({ name: 'Save and test', text: 'hello' }), "the console's test"));
  report.seen(...accepted(await deliver(event('disconnected', downAt, 'f'.repeat(32))), 'an unknown input'));
  report.seen(...accepted(await deliver(event('disconnected', downAt)), 'disconnected'));
  report.seen(...accepted(await deliver(event('disconnected', downAt)), 'the same again'));
  await delay(run.windowMs);
  const upAt = Date.now();
  report.seen(...accepted(await deliver(event('connected', upAt)), `connected ${upAt - downAt} ms later`));
  run.windows.push([downAt, upAt]);
  await report.ok(consumer.sessions.get(run.session.id), 'still LIVE', shapes.session, [has('state', 'LIVE')]);
}

const accepted = (answer, note) => [answer, note, answer.status >= 200 && answer.status < 300 ? null : `status ${answer.status} ${answer.body?.code ?? ''}`];

/** A window that only shows in the media: the camera stops, nobody says so. */
export async function windowByMedia(run) {
  const { report, consumer, publisher, session: { id } } = run;
  const before = await nextCard(run, consumer, run.lastCard.counter, 'the last before the cut');
  await publisher.cut(true);
  const cutAt = Date.now();
  report.note('the camera stops');
  let answer;
  do {
    await delay(POLL_MS);
    answer = await consumer.sessions.frame(id);
  } while (answer.status === 200 && Date.now() - cutAt < FRESH_MS + 2000);
  await report.refused(answer, `${Date.now() - cutAt} ms after the cut`, '404 FRAME_NOT_AVAILABLE');
  await report.ok(consumer.sessions.get(id), 'LIVE without a picture', shapes.session, [has('state', 'LIVE')]);
  await delay(Math.max(0, cutAt + run.windowMs - Date.now()));
  await publisher.cut(false);
  const resumedAt = Date.now();
  report.note('the camera runs again');
  const after = await nextCard(run, consumer, before.counter, 'the first after the cut');
  run.windows.push([cutAt, Math.max(resumedAt, after.epochMs)]);
}

/** Some seconds that are to be paid for, so that a meter that counts none is found out. */
export async function steady({ report, steadyMs }) {
  await delay(steadyMs);
  report.note(`${steadyMs} ms without a fault`);
}
