// SPDX-License-Identifier: Apache-2.0

import { randomUUID } from 'node:crypto';
import { has, that } from '../report.mjs';
import * as shapes from '../shapes.mjs';

const MAX_SECONDS = 120;

const isPriced = ({ baseRatePerSecondMicroUsdc: base, supplyFactor, demandFactor, corridorMultiplier, ratePerSecondMicroUsdc: rate }) =>
  Math.abs(Number(base) * supplyFactor * demandFactor * corridorMultiplier - Number(rate)) <= 1;

/** A quote, and the session that uses it up. */
export async function quoteAndCreate(run) {
  const { report, consumer, consumerId, supplier, place } = run;
  const quote = await report.ok(consumer.quote({ ...place, durationSeconds: MAX_SECONDS }), `for ${MAX_SECONDS} s`, shapes.quote, [
    that('rate is base x factors', isPriced),
    that('the total is rate x seconds', (data) => BigInt(data.estimatedTotalMicroUsdc) === BigInt(data.ratePerSecondMicroUsdc) * BigInt(MAX_SECONDS)),
    that('it runs out within 5 minutes', (data, { sentAtMs }) => Date.parse(data.expiresAt) > sentAtMs && Date.parse(data.expiresAt) < sentAtMs + 305_000),
  ]);
  const rate = quote.ratePerSecondMicroUsdc;
  const input = { ...place, maxDurationSeconds: MAX_SECONDS, quoteId: quote.quoteId };
  const session = await report.ok(consumer.sessions.create(input), 'with the quote', shapes.session, [
    has('state', 'REQUESTED'), has('ratePerSecondMicroUsdc', rate), has('holdMicroUsdc', String(BigInt(rate) * BigInt(MAX_SECONDS))),
    has('consumerWorkspaceId', consumerId), has('operatorWorkspaceId', null), has('waitTimeoutSeconds', 300), has('cleanSeconds', 0),
    has('requestedLat', place.lat), has('requestedLng', place.lng), has('startedAt', null), has('videoBackendRef', null),
    that('the consistency token stands in body and header', (data, answer) => data.consistencyToken && data.consistencyToken === answer.header('x-lx-consistency-token')),
  ]);
  run.session = session;
  run.opened.push(session.id);
  await report.refused(consumer.sessions.create(input), 'the quote a second time', '404 QUOTE_NOT_FOUND');
  await report.refused(consumer.sessions.create({ ...input, quoteId: randomUUID() }), 'a quote that nobody gave', '404 QUOTE_NOT_FOUND');
  await report.ok(consumer.sessions.get(session.id), 'read your write', shapes.session, [has('state', 'REQUESTED')]);
  await report.refused(supplier.sessions.get(session.id), 'by who is no party yet', '403 NOT_AUTHORIZED');
  await report.refused(consumer.sessions.frame(session.id), 'before anybody took it', '404 FRAME_NOT_AVAILABLE');
  await report.refused(consumer.sessions.viewerToken(session.id), 'before it is LIVE', '409 INVALID_STATE');
  await report.refused(consumer.sessions.end(session.id), 'before it is LIVE', '409 INVALID_STATE');
}

/** Nobody covers the place: dispatch says so, the session stays and is cancelled. */
export async function noCoverage({ report, consumer, far, opened }) {
  const { id } = await report.ok(consumer.sessions.create({ ...far, maxDurationSeconds: 60, waitTimeoutSeconds: 1 }), 'far away, wait of 1 s clamped', shapes.session, [
    has('waitTimeoutSeconds', 5), has('state', 'REQUESTED'),
  ]);
  opened.push(id);
  await report.refused(consumer.sessions.dispatch(id), 'nobody there', '503 NO_COVERAGE');
  await report.ok(consumer.sessions.get(id), 'after NO_COVERAGE', shapes.session, [has('state', 'REQUESTED')]);
  await report.ok(consumer.sessions.cancel(id), 'the session is given up', shapes.session, [has('state', 'CANCELLED'), has('cleanSeconds', 0), has('chargedMicroUsdc', '0')]);
  await report.refused(consumer.sessions.cancel(id), 'a second time', '409 INVALID_STATE');
  await report.refused(consumer.sessions.dispatch(id), 'once cancelled', '409 INVALID_STATE');
}

/** The supplier accepts by itself, twice; then gives everything back. */
export async function acceptAndGiveBack({ report, consumer, supplier, supplierId, consumerId, place, opened }) {
  const { id } = await report.ok(consumer.sessions.create({ ...place, maxDurationSeconds: 60, waitTimeoutSeconds: 99_999 }), 'to be accepted, wait clamped', shapes.session, [has('waitTimeoutSeconds', 3600)]);
  opened.push(id);
  await report.refused(consumer.sessions.accept(id), 'by a consumer', '403 NOT_AUTHORIZED');
  await report.refused(supplier.sessions.accept(id, { operatorWorkspaceId: consumerId }), 'for another workspace', '403 WORKSPACE_MISMATCH');
  await report.ok(supplier.sessions.accept(id), 'by the supplier', shapes.session, [has('state', 'ASSIGNED'), has('operatorWorkspaceId', supplierId)]);
  await report.refused(supplier.sessions.accept(id), 'a second time', '409 INVALID_STATE');
  await report.ok(supplier.workspaces.get(supplierId), 'after accept', shapes.workspace, [has('availabilityState', 'BUSY')]);
  await report.ok(supplier.sessions.cancelAllAssignments(), 'gives it back', null, [has('count', 1), has('cancelled', [id])]);
  await report.ok(supplier.sessions.cancelAllAssignments(), 'with nothing left', null, [has('count', 0), has('cancelled', [])]);
  await report.ok(consumer.sessions.get(id), 'after that', shapes.session, [has('state', 'CANCELLED')]);
  await report.ok(supplier.workspaces.get(supplierId), 'free again', shapes.workspace, [has('availabilityState', 'ONLINE')]);
}
