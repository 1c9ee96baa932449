// SPDX-License-Identifier: Apache-2.0

import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '../client.mjs';
import { has, that } from '../report.mjs';
import * as shapes from '../shapes.mjs';

const GRACE_MS = 60_000;
const MAP_LIMIT_MS = 15_000;

const lengthMs = (windows) => windows.reduce((sum, [from, to]) => sum + to - from, 0);

/** The end, its meter, and what is left of the session. */
export async function endAndCharge(run) {
  const { report, consumer, supplier, supplierId, session: { id }, windows } = run;
  const ended = await report.ok(consumer.sessions.end(id), 'by the consumer', shapes.session, [
    has('state', 'ENDED'), that('it has an end', ({ endedAt }) => endedAt !== null), that('no URLs any more', ({ whepUrl, whipUrl }) => !whepUrl && !whipUrl),
  ]);
  const liveMs = Date.parse(ended.endedAt) - Date.parse(ended.startedAt);
  const expected = Math.floor((liveMs - lengthMs(windows)) / 1000);
  const charged = String(BigInt(ended.cleanSeconds) * BigInt(ended.ratePerSecondMicroUsdc));
  report.note(`LIVE ${liveMs} ms, windows ${windows.map(([from, to]) => to - from).join(' + ')} ms, clean ${ended.cleanSeconds} s, expected ${expected} s within one`,
    Math.abs(ended.cleanSeconds - expected) <= 1 ? null : 'cleanSeconds does not fit the windows');
  report.note(`charged ${ended.chargedMicroUsdc} micro-USDC = clean seconds x ${ended.ratePerSecondMicroUsdc}`, ended.chargedMicroUsdc === charged ? null : `expected ${charged}`);
  await report.ok(consumer.sessions.get(id), 'keeps its meter', shapes.session, [has('cleanSeconds', ended.cleanSeconds), has('chargedMicroUsdc', charged), has('endedAt', ended.endedAt)]);
  await report.refused(supplier.sessions.end(id), 'a second time', '409 INVALID_STATE');
  await report.refused(consumer.sessions.frame(id), 'after the end', '404 FRAME_NOT_AVAILABLE');
  await report.refused(consumer.sessions.viewerToken(id), 'after the end', '409 INVALID_STATE');
  await report.refused(supplier.sessions.producerToken(id), 'after the end', '409 INVALID_STATE');
  await report.ok(supplier.workspaces.get(supplierId), 'the supplier is free', shapes.workspace, [has('availabilityState', 'ONLINE')]);
  run.ended = ended;
}

/** Lists of both sides, newest first. */
export async function lists({ report, consumer, supplier, consumerId, session: { id }, opened }) {
  const newestFirst = that('newest first', (all) => all.every(({ createdAt }, i) => !i || createdAt <= all[i - 1].createdAt));
  await report.ok(consumer.sessions.list(), 'all of the consumer', shapes.listOf(shapes.session), [
    newestFirst, that('each one opened is there', (all) => opened.every((one) => all.some((session) => session.id === one))),
  ]);
  await report.ok(consumer.sessions.list(consumerId), 'with the own workspace named', shapes.listOf(shapes.session));
  await report.ok(supplier.sessions.list(), 'all of the operator', shapes.listOf(shapes.session), [newestFirst, that('it is there', (all) => all.some((session) => session.id === id))]);
}

/** The request that nobody could meet shows in the map, which may be some seconds behind. */
export async function demandMap({ report, base, far }) {
  const nobody = new Client(base);
  const isFar = ({ lat, lng }) => Math.abs(lat - far.lat) < 0.1 && Math.abs(lng - far.lng) < 0.1;
  const counts = (cells) => cells.some((cell) => isFar(cell) && cell.requests >= 1 && cell.unmet >= 1);
  const until = Date.now() + MAP_LIMIT_MS;
  let answer = await nobody.demand();
  while (!counts(answer.data) && Date.now() < until) {
    await delay(500);
    answer = await nobody.demand();
  }
  await report.ok(answer, 'counts what went unmet', shapes.listOf(shapes.cell), [that('a cell there has an unmet request', counts)]);
}

/** What would be settled, for the session that ended and for one that never began. */
export async function settlement({ report, consumer, ended, opened }) {
  const isOver = shapes.oneOf('PENDING', 'SUBMITTED', 'CONFIRMED');
  await report.ok(consumer.settlement(ended.id), 'of the session that ended', shapes.settlement(isOver), [
    has('payload.chargeableSeconds', ended.cleanSeconds), ({ payload }) => shapes.receipt(payload),
    that('to + fee <= charged', ({ payload }) => BigInt(payload.toAmountMicroUsdc) + BigInt(payload.feeAmountMicroUsdc) <= BigInt(ended.chargedMicroUsdc)),
  ]);
  const never = opened.find((id) => id !== ended.id);
  await report.ok(consumer.settlement(never), 'of one that never began', shapes.settlement(shapes.exactly('NOT_READY')));
}

/** The balance is there to be read, by its owner only. */
export async function wallet({ report, consumer, consumerId, supplierId }) {
  await report.ok(consumer.wallet(), 'what is left', shapes.wallet, [has('workspaceId', consumerId)]);
  await report.ok(consumer.wallet(consumerId), 'with the own workspace named', shapes.wallet);
  await report.refused(consumer.wallet(supplierId), "another's", '403 WORKSPACE_MISMATCH');
  await report.ok(consumer.walletEvents({ limit: 5 }), 'at most 5', shapes.listOf(shapes.walletEvent), [that('at most 5', (events) => events.length <= 5)]);
}

/** The supplier leaves; a key is revoked and works on for its grace period. */
export async function leave({ report, admin, consumer, supplier, consumerId, supplierId, consumerKeyId }) {
  await report.ok(supplier.workspaces.setAvailability(supplierId, 'OFFLINE'), 'OFFLINE', shapes.workspace, [has('availabilityState', 'OFFLINE')]);
  await report.ok(admin.workspaces.revokeApiKey(consumerId, consumerKeyId), "the consumer's key", shapes.apiKey, [
    that('60 s of grace', ({ revokedAt, gracePeriodEnd }) => Date.parse(gracePeriodEnd) - Date.parse(revokedAt) === GRACE_MS),
  ]);
  await report.ok(consumer.me(), 'within the grace period', shapes.me);
}
