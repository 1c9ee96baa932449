// SPDX-License-Identifier: Apache-2.0

import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from '../client.mjs';
import { has, that } from '../report.mjs';
import * as shapes from '../shapes.mjs';

const CONSUMER_SCOPES = ['sessions:read', 'sessions:create', 'pricing:read', 'wallet:read'];
const hasScopes = (scopes) => that(`the scopes are ${scopes.join(' ')}`, (data) => [...data.scopes].sort().join() === [...scopes].sort().join());
/** What an SDK sends along, of a wallet that a server without a chain has no use for. */
const SIGNED = { walletAddress: `0x${'1'.repeat(40)}`, signature: `0x${'2'.repeat(130)}`, nonce: '3'.repeat(32) };
const SUPPLIER_SCOPES = ['sessions:operate', 'sessions:read', 'wallet:read'];

/** What needs no key. */
export async function publicCalls({ base, report }) {
  const nobody = new Client(base);
  await report.ok(nobody.health(), 'answers without a key', shapes.health);
  await report.ok(nobody.config(), 'answers without a key', shapes.config);
  await report.ok(nobody.coverage(), 'answers without a key', shapes.listOf(shapes.circle));
  await report.ok(nobody.demand(), 'answers without a key', shapes.listOf(shapes.cell));
}

async function newWorkspace({ report, admin }, role, signed = {}) {
  const slug = `${role.toLowerCase()}-${randomBytes(5).toString('hex')}`;
  const input = { slug, name: `Contract client, ${role}`, roles: [role], ...signed };
  const created = await report.ok(admin.workspaces.create(input), `a ${role}`, shapes.workspace, [
    has('slug', slug), has('roles', [role]), has('availabilityState', 'OFFLINE'), has('coverageLat', null),
    that('the consistency token stands in body and header', (data, answer) => data.consistencyToken === answer.header('x-lx-consistency-token')),
  ]);
  if (role === 'CONSUMER') await report.refused(admin.workspaces.create(input), 'a slug that is taken', '409 CONFLICT', '400 INVALID_INPUT');
  return created.id;
}

async function newKey({ report, admin, base }, workspaceId, scopes) {
  const key = await report.ok(admin.workspaces.createApiKey(workspaceId, { label: 'contract client', environment: 'TEST', scopes }), scopes.join(' '), shapes.apiKey, [
    has('workspaceId', workspaceId), has('label', 'contract client'), has('revokedAt', null),
    that('the plaintext begins with the prefix', ({ plaintext, prefix }) => plaintext.startsWith(prefix)),
  ]);
  return { client: new Client(base, key.plaintext), keyId: key.id, plaintext: key.plaintext };
}

/** Two workspaces and their keys, made with the bootstrap key. */
export async function workspacesAndKeys(run) {
  const { report, admin } = run;
  run.consumerId = await newWorkspace(run, 'CONSUMER');
  run.supplierId = await newWorkspace(run, 'SUPPLIER', SIGNED);
  const consumer = await newKey(run, run.consumerId, CONSUMER_SCOPES);
  const supplier = await newKey(run, run.supplierId, SUPPLIER_SCOPES);
  Object.assign(run, { consumer: consumer.client, supplier: supplier.client, consumerKeyId: consumer.keyId });
  const secrets = [consumer.plaintext, supplier.plaintext];
  await report.ok(admin.workspaces.listApiKeys(run.consumerId), 'lists the key, never its plaintext', shapes.listOf(shapes.apiKey), [
    that('the key is there', (keys) => keys.some(({ id }) => id === consumer.keyId)),
    that('no plaintext', (keys) => !secrets.some((secret) => JSON.stringify(keys).includes(secret))),
  ]);
  await report.refused(admin.workspaces.createApiKey(run.consumerId, { label: 'x', environment: 'LIVE', scopes: CONSUMER_SCOPES }), 'LIVE is refused', '400 INVALID_INPUT');
  await report.refused(run.consumer.workspaces.createApiKey(run.consumerId, { label: 'x', environment: 'TEST', scopes: CONSUMER_SCOPES }), 'a key makes no keys', '403 NOT_AUTHORIZED');
  await report.refused(run.consumer.workspaces.listApiKeys(run.consumerId), 'a key lists no keys', '403 NOT_AUTHORIZED');
  await report.ok(run.consumer.me(), 'the consumer', shapes.me, [has('workspaceId', run.consumerId), has('keyId', consumer.keyId), hasScopes(CONSUMER_SCOPES), has('workspace.id', run.consumerId)]);
  await report.ok(run.supplier.me(), 'the supplier', shapes.me, [has('workspaceId', run.supplierId), hasScopes(SUPPLIER_SCOPES)]);
}

/** Keys that are wrong, missing or of somebody else. */
export async function refusals({ base, report, consumer, supplier, consumerId, supplierId }) {
  await report.refused(new Client(base).me(), 'no key', '401 NOT_AUTHENTICATED');
  await report.refused(new Client(base, 'lxxn_test_000000_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG').me(), 'a wrong key', '401 INVALID_API_KEY');
  await report.refused(new Client(base, 'lxxn_test_000000_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG').sessions.frame(randomUUID()), 'a wrong key', '401 INVALID_API_KEY');
  await report.refused(consumer.workspaces.get(supplierId), "another's workspace", '403 WORKSPACE_MISMATCH');
  await report.refused(consumer.workspaces.update(supplierId, { name: 'mine' }), "another's workspace", '403 WORKSPACE_MISMATCH', '403 NOT_AUTHORIZED');
  await report.refused(consumer.workspaces.list(), 'a key does not list workspaces', '403 NOT_AUTHORIZED');
  await report.refused(consumer.sessions.list(supplierId), "another's list", '403 WORKSPACE_MISMATCH');
  await report.refused(supplier.quote({ lat: 1, lng: 1, durationSeconds: 60 }), 'without pricing:read', '403 NOT_AUTHORIZED');
  await report.refused(supplier.sessions.create({ lat: 1, lng: 1, maxDurationSeconds: 60 }), 'without sessions:create', '403 NOT_AUTHORIZED');
  await report.refused(consumer.sessions.create({ lat: 1, lng: 1, maxDurationSeconds: 60, workspaceId: supplierId }), "another's workspace in the body", '403 WORKSPACE_MISMATCH');
  await report.refused(consumer.sessions.create({ lat: 91, lng: 1, maxDurationSeconds: 60 }), 'a latitude of 91', '400 INVALID_INPUT');
  await report.refused(consumer.sessions.create({ lat: 1, lng: 1 }), 'no maxDurationSeconds', '400 INVALID_INPUT');
  await report.refused(consumer.sessions.get(randomUUID()), 'an unknown id', '404 SESSION_NOT_FOUND');
  await report.refused(consumer.sessions.get('none'), 'a malformed id', '404 SESSION_NOT_FOUND');
  await report.ok(consumer.workspaces.get(consumerId), 'the own one', shapes.workspace, [has('id', consumerId), has('roles', ['CONSUMER'])]);
}

/** The supplier goes online with a circle, and says where it is. */
export async function supply({ report, base, supplier, supplierId, place }) {
  const { workspaces } = supplier;
  await report.refused(workspaces.setAvailability(supplierId, 'ONLINE'), 'ONLINE without a circle', '400 INVALID_INPUT', '409 INVALID_STATE');
  await report.refused(workspaces.setAvailability(supplierId, 'BUSY'), 'BUSY is not for clients to set', '400 INVALID_INPUT');
  const circle = { coverageLat: place.lat, coverageLng: place.lng, coverageRadiusMeters: 500, deviceKind: 'PHONE' };
  await report.ok(workspaces.update(supplierId, { ...circle, availabilityState: 'ONLINE' }), 'ONLINE with a circle', shapes.workspace, [
    has('availabilityState', 'ONLINE'), has('coverageRadiusMeters', 500), has('deviceKind', 'PHONE'),
  ]);
  const here = { lat: place.lat, lng: place.lng, accuracyMeters: 12 };
  await report.ok(workspaces.heartbeat(supplierId, { ...here, sequence: 1 }), 'sequence 1', shapes.workspace, [that('seen now', ({ lastSeenAt }) => lastSeenAt !== null)]);
  await report.ok(workspaces.heartbeat(supplierId, { ...here, sequence: '2' }), 'sequence 2, as text', shapes.workspace);
  await report.refused(workspaces.heartbeat(supplierId, { ...here, sequence: 2 }), 'sequence 2 again', '409 CONFLICT');
  await report.refused(workspaces.heartbeat(supplierId, { ...here, sequence: 1 }), 'sequence 1 after 2', '409 CONFLICT');
  const isHere = ({ lat, lng }) => Math.abs(lat - place.lat) < 0.05 && Math.abs(lng - place.lng) < 0.1;
  await report.ok(new Client(base).coverage(), 'shows the circle', shapes.listOf(shapes.circle), [
    that('a PHONE is near the place', (circles) => circles.some((one) => isHere(one) && one.deviceKind === 'PHONE')),
  ]);
}
