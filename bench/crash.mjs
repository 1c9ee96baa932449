#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Kills the process at random moments of busy traffic and looks, after each new start, whether anything that was
// acknowledged is lost.

import { setTimeout as delay } from 'node:timers/promises';
import { rmSync } from 'node:fs';
import { Api } from './lib/api.mjs';
import { dataFolder, startServer } from './lib/children.mjs';
import { optionsOf } from './lib/options.mjs';
import { say } from './lib/stage.mjs';
import { TARGET_HEADS, table, targetRow } from './lib/table.mjs';

const NOWHERE = 'http://127.0.0.1:9/whep';
const PLACE = { lat: 52.52, lng: 13.405 };
const SUPPLIER_SCOPES = ['sessions:read', 'sessions:operate'];

const options = optionsOf('Kills the process at random moments and counts acknowledged transitions that are lost.', {
  kills: [20, 'times'],
  'busy-ms': [3000, 'the longest that traffic runs before a kill'],
  workers: [8, 'clients at the same time, each a supplier of its own'],
});

/** What is known of each session: the last acknowledged state, and the state an unanswered request may have brought. */
class Ledger {
  sessions = new Map();
  keys = new Map();
  acknowledged = 0;

  acknowledge(id, state) {
    this.sessions.set(id, { state, maybe: null });
    this.acknowledged++;
  }

  attempt(id, maybe) {
    this.sessions.get(id).maybe = maybe;
  }
}

/** One client: opens, accepts and closes sessions by every way that needs no camera, until the process is gone. */
async function work(api, ledger, supplier, random) {
  const step = async (id, state, method, path, key) => {
    ledger.attempt(id, state);
    const { status, chunks } = await api.call(method, path, undefined, key);
    if (status !== 200) throw new Error(`${method} ${path}: ${status} ${Buffer.concat(chunks)}`);
    ledger.acknowledge(id, state);
  };
  for (;;) {
    const own = random() < 0.2;
    const body = own ? { whepUrl: NOWHERE, waitTimeoutSeconds: 3600 } : { ...PLACE, maxDurationSeconds: 600, waitTimeoutSeconds: 3600 };
    const { id, state } = await api.data('POST', '/sessions', body);
    ledger.acknowledge(id, state);
    if (!own) await step(id, 'ASSIGNED', 'POST', `/sessions/${id}/accept`, supplier.key);
    if (!own && random() < 0.3) {
      ledger.attempt(id, 'CANCELLED');
      const { cancelled } = await api.data('POST', '/sessions/cancel-all-assignments', undefined, supplier.key);
      cancelled.forEach((each) => ledger.acknowledge(each, 'CANCELLED'));
    } else {
      await step(id, 'CANCELLED', 'DELETE', `/sessions/${id}`);
    }
    if (random() < 0.1) await mintAndRevoke(api, ledger);
  }
}

async function mintAndRevoke(api, ledger) {
  const { id, plaintext } = await api.data('POST', '/workspaces/default/api-keys', { label: 'crash', environment: 'TEST', scopes: ['sessions:read'] });
  ledger.keys.set(id, { plaintext, revoked: false });
  ledger.acknowledged++;
  await api.data('POST', `/workspaces/default/api-keys/${id}/revoke`);
  ledger.keys.get(id).revoked = true;
  ledger.acknowledged++;
}

/** Suppliers with a key each; the workspaces of former rounds stay. */
async function suppliers(api) {
  const made = [];
  for (let i = 0; i < options.workers; i++) {
    const { id } = await api.data('POST', '/workspaces', { slug: `crash-${i}`, name: `Crash ${i}`, roles: ['SUPPLIER'] });
    const { plaintext } = await api.data('POST', `/workspaces/${id}/api-keys`, { label: 'crash', environment: 'TEST', scopes: SUPPLIER_SCOPES });
    made.push({ id, key: plaintext });
  }
  return made;
}

/** What is wrong after a new start, one sentence each. */
async function losses(api, ledger, made) {
  const wrong = [];
  const busy = new Set();
  for (const [id, { state, maybe }] of ledger.sessions) {
    const found = await api.session(id).catch((error) => ({ state: `lost: ${error.message}` }));
    if (found.state !== state && found.state !== maybe) wrong.push(`session ${id}: ${found.state}, acknowledged ${state}, asked for ${maybe}`);
    if (found.state === 'ASSIGNED') busy.add(found.operatorWorkspaceId);
    ledger.sessions.set(id, { state: found.state, maybe: null });
  }
  const stored = new Map((await api.data('GET', '/workspaces/default/api-keys')).map((key) => [key.id, key]));
  for (const [id, { revoked }] of ledger.keys) {
    if (!stored.has(id) || (revoked && !stored.get(id).revokedAt)) wrong.push(`key ${id} ${stored.has(id) ? 'works again' : 'is lost'}`);
  }
  for (const { id } of made) {
    const { availabilityState } = await api.data('GET', `/workspaces/${id}`);
    if ((availabilityState === 'BUSY') !== busy.has(id)) wrong.push(`workspace ${id} is ${availabilityState}`);
  }
  return wrong;
}

/** Leaves no supplier busy, so that the next round can begin. */
async function tidy(api, ledger, made) {
  for (const { key } of made) await api.data('POST', '/sessions/cancel-all-assignments', undefined, key);
  for (const [id, { state }] of ledger.sessions) {
    if (state === 'REQUESTED' || state === 'ASSIGNED') await api.call('DELETE', `/sessions/${id}`);
  }
  ledger.sessions.clear();
  ledger.keys.clear();
}

const data = dataFolder();
const env = { SIGHTGLASS_SESSION_OPEN_PER_WORKSPACE: '10000', SIGHTGLASS_LIMIT_REQUESTS_PER_SECOND: '0', SIGHTGLASS_LIMIT_WORKSPACE_REQUESTS_PER_SECOND: '0' };
const ledger = new Ledger();
const wrong = [];
const rows = [];
let server = await startServer({ data, env });
let api = new Api(server.port);
try {
  const made = await suppliers(api);
  for (let kill = 1; kill <= options.kills; kill++) {
    const before = ledger.acknowledged;
    const clients = made.map((supplier) => work(api, ledger, supplier, Math.random).catch((error) => error));
    const busyMs = Math.round(200 + Math.random() * options['busy-ms']);
    await delay(busyMs);
    const failedEarly = await Promise.race([Promise.any(clients), delay(0, null)]);
    if (failedEarly) throw failedEarly;
    await server.kill();
    await Promise.all(clients);
    api.close();
    const begunMs = performance.now();
    server = await startServer({ data, env });
    const startMs = performance.now() - begunMs;
    api = new Api(server.port);
    const lost = await losses(api, ledger, made);
    wrong.push(...lost);
    rows.push([kill, busyMs, ledger.acknowledged - before, lost.length, (startMs / 1000).toFixed(1)]);
    say(`kill ${kill}: ${ledger.acknowledged - before} acknowledged, ${lost.length} lost`);
    await tidy(api, ledger, made);
  }
  console.log(['### kill -9 in traffic', table(TARGET_HEADS, [
    targetRow(`acknowledged transitions lost, of ${ledger.acknowledged}, by ${options.kills} kills`, wrong.length, { exactly: 0 }),
  ]), table(['kill', 'after ms of traffic', 'acknowledged', 'lost', 'next start, s'], rows), ...wrong].join('\n\n'));
  process.exitCode = wrong.length ? 1 : 0;
} catch (error) {
  console.error(error, server.log().join('\n'));
  process.exitCode = 1;
} finally {
  api.close();
  await server.end();
  rmSync(data, { recursive: true, force: true });
}
