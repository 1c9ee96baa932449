// SPDX-License-Identifier: Apache-2.0
// Every case is passed by a right client and failed by one that neglects the very duty that the case is about.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CASES } from './cases.mjs';
import { Client } from './client.mjs';
import { FLAWS } from './flaws.mjs';
import { runClient } from './run-client.mjs';
import { ConformanceServer, describe as described } from './server.mjs';

const LIMIT = { timeout: 120_000 };
/** Most of a case is waiting. */
const CONCURRENCY = Number(process.env.CONFORMANCE_CONCURRENCY ?? 12);

// werift reports sends on a transport that has just gone as unhandled rejections.
process.on('unhandledRejection', (error) => process.env.CONFORMANCE_TRACE && console.error('unhandled', error));

/** Takes a client of ours through a case. */
export async function runOne(server, id, flaws) {
  const run = server.runs.get(id);
  const join = ({ url, token }) => {
    const client = new Client({ url, token, flaws });
    client.start();
    return { look: () => ({ sees: client.sees, reason: client.reason }), leave: () => client.leave() };
  };
  return runClient(described(run), join, () => run.verdict());
}

const failures = ({ conditions }) => conditions.filter(({ state }) => state !== 'met').map(({ text, how }) => `${text}: ${how}`).join('\n');

/** Runs `check` on every case, each a test, on a server of their own. */
function onEveryCase(title, check) {
  describe(title, { ...LIMIT, concurrency: CONCURRENCY }, () => {
    const server = new ConformanceServer((reason) => { throw new Error(reason); });
    before(() => server.listen());
    after(() => server.close());
    for (const testCase of CASES) test(testCase.id, LIMIT, () => check(server, testCase));
  });
}

test('each case has a name of its own, a flaw that it finds, and every point of the notes has a case', () => {
  assert.equal(new Set(CASES.map(({ id }) => id)).size, CASES.length);
  assert.deepEqual(CASES.map(({ id }) => id).sort(), Object.keys(FLAWS).sort());
  assert.deepEqual([...new Set(CASES.map(({ point }) => point))], Array.from({ length: 16 }, (_, i) => i + 1));
});

onEveryCase('a right client passes', async (server, { id }) => {
  const { verdict, agrees, seen } = await runOne(server, id, []);
  assert.equal(verdict.outcome, 'passed', failures(verdict));
  assert.ok(agrees, `its user saw ${seen.sees}, ${seen.reason}`);
});

onEveryCase('a wrong client fails', async (server, { id }) => {
  const { verdict, agrees } = await runOne(server, id, FLAWS[id]);
  assert.ok(verdict.outcome !== 'passed' || !agrees, `not noticed: ${FLAWS[id]}`);
});
