#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Drives a whole session against a running server, as a client written for the contract would. Reference: ../README.md.

import { parseArguments } from '../lib/process.mjs';
import { Client } from './client.mjs';
import { Publisher } from './publisher.mjs';
import { Mismatch, Report } from './report.mjs';
import { demandMap, endAndCharge, leave, lists, settlement, wallet } from './stages/close.mjs';
import { dispatchAndStart, frames, publishUntilLive, steady, windowByMedia, windowByWebhook } from './stages/live.mjs';
import { acceptAndGiveBack, noCoverage, quoteAndCreate } from './stages/market.mjs';
import { publicCalls, refusals, supply, workspacesAndKeys } from './stages/setup.mjs';

const STAGES = [
  publicCalls, workspacesAndKeys, refusals, supply, quoteAndCreate, noCoverage, acceptAndGiveBack, dispatchAndStart,
  publishUntilLive, frames, windowByWebhook, windowByMedia, steady, endAndCharge, lists, demandMap, settlement, wallet, leave,
];

/** Calls of the contract that need a wallet, and a chain behind it. */
const LEFT = {
  'POST /auth/wallet/challenge, /login, POST /auth/workspace/select, POST /auth/logout': 'a wallet signs in',
  'POST /workspaces/challenge': 'a wallet signs in',
};

const { base, codec, window: windowMs } = parseArguments({
  base: { type: 'string', default: 'http://127.0.0.1:8080/api/v1' }, codec: { type: 'string', default: 'VP8' }, window: { type: 'string', default: '3000' },
});
const required = (name) => process.env[name] ?? fail(`set ${name} to what the server was started with`);

function fail(message) {
  console.error(message);
  process.exit(2);
}

/** Somewhere at random, away from the poles and the date line, so that runs on one server do not meet. */
const somewhere = (south) => ({ lat: Math.round((south + Math.random() * 20) * 1e4) / 1e4, lng: Math.round((Math.random() * 300 - 150) * 1e4) / 1e4 });

const report = new Report();
const run = {
  base, report, windowMs: Number(windowMs), steadyMs: 3500, place: somewhere(10), far: somewhere(-40), opened: [], windows: [],
  admin: new Client(base, required('SIGHTGLASS_ACCESS_BOOTSTRAP_KEY')),
  events: { token: required('SIGHTGLASS_WEBHOOK_CLOUDFLARE_TOKEN'), secret: required('SIGHTGLASS_WEBHOOK_CLOUDFLARE_SECRET') },
};

/** Leaves nothing open behind a run that broke off. */
async function tidy() {
  for (const id of run.opened) {
    await run.consumer?.sessions.end(id);
    await run.consumer?.sessions.cancel(id);
  }
  if (run.supplierId) await run.supplier?.workspaces.setAvailability(run.supplierId, 'OFFLINE');
}

let failure = null;
try {
  run.publisher = await Publisher.start(codec);
  for (const stage of STAGES) {
    console.log(`\n# ${stage.name}`);
    await stage(run);
  }
} catch (error) {
  failure = error;
  await tidy().catch((reason) => console.error('tidy', reason.message));
} finally {
  await run.publication?.end();
  await run.publisher?.close();
}

report.summary(LEFT);
if (failure) console.log(`\nMISMATCH ${failure instanceof Mismatch ? failure.message : failure.stack}`);
else console.log(`\nVERDICT ${report.steps} steps, all as the contract says`);
process.exit(failure ? 1 : 0);
