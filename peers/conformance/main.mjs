#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The conformance suite for WHEP clients: starts its servers, says where each case is, and judges who comes. Reference: ../README.md.

import { setTimeout as delay } from 'node:timers/promises';
import { parseArguments, portOf } from '../lib/process.mjs';
import { CASES } from './cases.mjs';
import { casesTable, summary, verdictsTable } from './report.mjs';
import { ConformanceServer, describe } from './server.mjs';

const LOOK_EVERY_MS = 200;
/** After the last case is decided, in which a client may still do what it must not. */
const AFTERMATH_MS = 2000;

const { port, case: ids, json, seconds } = parseArguments({
  port: { type: 'string', default: '0' }, case: { type: 'string', multiple: true }, json: { type: 'boolean', default: false },
  seconds: { type: 'string', default: '600' },
});
const unknown = (ids ?? []).filter((id) => !CASES.some((one) => one.id === id));
if (unknown.length || !(Number(seconds) > 0)) {
  console.error(unknown.length ? `no such case: ${unknown.join(', ')}` : '--seconds must be a number');
  process.exit(2);
}

const ending = new AbortController();
const end = () => ending.abort();
process.stdin.on('end', end).on('close', end).on('error', end).resume();
process.on('SIGTERM', end).on('SIGINT', end);
// werift reports sends on a transport that has just gone as unhandled rejections; the other sessions go on.
process.on('unhandledRejection', (error) => console.error('unhandled', error));

const server = new ConformanceServer((reason) => {
  console.error('an encoder failed:', reason);
  process.exit(3);
});
const base = await server.listen(portOf(port), ids);
const cases = [...server.runs.values()].map(describe);
process.stdout.write(json ? `${JSON.stringify({ ready: true, port: server.port, base, cases })}\n` : `${base}\n\n${casesTable(cases)}\n`);

const untilMs = Date.now() + Number(seconds) * 1000;
const isDecided = () => server.verdicts().every(({ outcome }) => outcome === 'passed' || outcome === 'failed');
while (!ending.signal.aborted && !isDecided() && Date.now() < untilMs) await delay(LOOK_EVERY_MS, undefined, { signal: ending.signal }).catch(() => {});
if (!ending.signal.aborted) await delay(AFTERMATH_MS);

const verdicts = server.verdicts();
process.stdout.write(json ? `${JSON.stringify({ verdicts })}\n` : `\n${verdictsTable(verdicts)}\n\n${summary(verdicts)}\n`);
await server.close();
process.exit(verdicts.every(({ outcome }) => outcome === 'passed') ? 0 : 1);
