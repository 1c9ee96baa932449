// SPDX-License-Identifier: Apache-2.0
// Uses the MCP server at <base>/mcp with the official TypeScript SDK: every tool, and what can go wrong. One line per check; ends
// with 1 at the first that fails. README.md, "The MCP client".

import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { Agent, LIMIT_CHARACTERS } from './agent.mjs';
import { mintKeys } from './keys.mjs';
import { transportChecks } from './transport.mjs';
import { readCard } from '../lib/picture.mjs';

const { values: { base } } = parseArgs({ options: { base: { type: 'string' } } });
const key = process.env.SIGHTGLASS_ACCESS_BOOTSTRAP_KEY;
const whepUrl = process.env.MCP_CLIENT_WHEP_URL;
const secretPart = process.env.MCP_CLIENT_SECRET_PART;

let count = 0;
async function check(name, body) {
  try {
    await body();
    console.log(`ok ${++count} ${name}`);
  } catch (failure) {
    console.log(`FAILED ${name}: ${failure.stack}`);
    process.exit(1);
  }
}

const agent = await Agent.connect(base, key);
const keys = await mintKeys(base, key);
let sessionId;

await check('the server introduces itself', async () => {
  assert.equal(agent.client.getServerVersion().name, 'sightglass');
  assert.match(agent.client.getInstructions(), /untrusted/);
  assert.ok(agent.transport.sessionId);
  assert.equal(agent.transport.protocolVersion, '2025-11-25');
});

await check('the tools are listed with strict schemas and hints', async () => {
  const { tools } = await agent.client.listTools();
  const names = tools.map((tool) => tool.name).sort();
  assert.deepEqual(names, ['end_session', 'get_frame', 'get_session', 'list_sessions', 'open_session', 'wait_for_frame']);
  for (const tool of tools) {
    assert.equal(tool.inputSchema.additionalProperties, false, tool.name);
    assert.equal(typeof tool.annotations.readOnlyHint, 'boolean', tool.name);
    assert.ok(tool.description.length > 100, tool.name);
  }
  const look = tools.filter((tool) => tool.name.endsWith('_frame'));
  for (const tool of look) assert.match(tool.description, /untrusted/);
});

await check('a session is opened on a feed of our own', async () => {
  const session = await agent.structured('open_session', { whepUrl, maxDurationSeconds: 600 });
  assert.equal(session.state, 'ASSIGNED');
  sessionId = session.id;
});

await check('the first picture is waited for', async () => {
  const result = await agent.call('wait_for_frame', { session_id: sessionId, wait: '20s' });
  const picture = await agent.untilPicture(result, { session_id: sessionId });
  assert.ok(picture);
});

let seen;
await check('a picture is the test card, and its text says what it is', async () => {
  const { image, text, facts } = await agent.picture('get_frame', { session_id: sessionId });
  const card = await readCard(image);
  assert.ok(card.counter > 0, 'the number on the card');
  assert.deepEqual([card.width, card.height], [640, 360]);
  assert.match(text, /\d+ ms old\. Size 640x360/);
  assert.match(text, /untrusted/);
  assert.ok(Number(facts.ageMs) < 5000);
  seen = { counter: card.counter, position: `${facts.epoch}-${facts.sequence}`, etag: facts.etag };
});

await check('the next picture is a later one', async () => {
  const { image } = await agent.picture('wait_for_frame', { session_id: sessionId, since: seen.position, wait: '5s' });
  assert.ok((await readCard(image)).counter > seen.counter);
  await agent.picture('wait_for_frame', { session_id: sessionId, since: seen.etag });
});

await check('the picture is as small as it is asked for', async () => {
  const { facts, image } = await agent.picture('get_frame', { session_id: sessionId, size: 'watch', quality: 50 });
  assert.ok(Number(facts.width) <= 512);
  assert.ok(image.length > 1000);
});

await check('the session is shown and listed without its secrets', async () => {
  const shown = await agent.structured('get_session', { session_id: sessionId });
  assert.equal(shown.state, 'LIVE');
  const listed = await agent.structured('list_sessions', {});
  assert.ok(listed.sessions.some((session) => session.id === sessionId));
  for (const view of [shown, ...listed.sessions]) {
    assert.equal(view.whepUrl, undefined);
    assert.equal(view.whipUrl, undefined);
  }
  const few = await agent.structured('list_sessions', { limit: 1 });
  assert.equal(few.sessions.length, 1);
});

await check('what is wrong with arguments is named', async () => {
  const wrong = async (name, args, detail) => assert.equal((await agent.failure(name, args)).detail, detail);
  await wrong('get_frame', {}, 'get_frame:session_id');
  await wrong('get_frame', { session_id: 7 }, 'get_frame:session_id');
  await wrong('get_frame', { session_id: sessionId, whatever: 1 }, 'get_frame:whatever');
  await wrong('get_frame', { session_id: sessionId, '<script>': 1 }, 'get_frame:unknownArgument');
  await wrong('get_frame', { session_id: sessionId, size: 'huge' }, 'frame:size');
  await wrong('get_frame', { session_id: sessionId, wait: '1s' }, 'get_frame:wait');
  await wrong('wait_for_frame', { session_id: sessionId, since: 'yesterday' }, 'frame:since');
  await wrong('wait_for_frame', { session_id: sessionId, wait: '99s' }, 'frame:wait');
  await wrong('list_sessions', { limit: 101 }, 'list_sessions:limit');
  await wrong('open_session', {}, 'open_session:whepUrl');
  await wrong('open_session', { whepUrl: `gopher://${secretPart}` }, 'session:whepUrl');
});

await check('errors say whether and when to try again', async () => {
  const unknown = await agent.failure('get_session', { session_id: '00000000-0000-4000-8000-000000000000' });
  assert.deepEqual([unknown.code, unknown.retryable], ['SESSION_NOT_FOUND', false]);
  assert.match(unknown.hint, /list_sessions/);
  const stale = await agent.untilFailure('get_frame', { session_id: sessionId, max_age: '10ms' });
  assert.deepEqual([stale.code, stale.detail, stale.retryable], ['FRAME_NOT_AVAILABLE', 'frame:stale', true]);
  assert.equal(stale.retryAfterSeconds, 1);
});

await check('a key does with tools what it may do over HTTP', async () => {
  const reader = await Agent.connect(base, keys.reader);
  await reader.structured('get_session', { session_id: sessionId });
  assert.equal((await reader.failure('end_session', { session_id: sessionId })).code, 'NOT_AUTHORIZED');
  assert.equal((await reader.failure('open_session', { whepUrl })).detail, 'scope:sessionsCreate');
  await reader.close();
  const stranger = await Agent.connect(base, keys.stranger);
  assert.equal((await stranger.failure('get_frame', { session_id: sessionId })).detail, 'session:workspaceMismatch');
  await stranger.close();
});

await check('an unknown tool is an error of the protocol', async () => {
  await assert.rejects(agent.client.callTool({ name: 'rm_rf', arguments: {} }), { code: -32602 });
  await assert.rejects(agent.client.request({ method: 'tools/dance', params: {} }, agent.anything), { code: -32601 });
});

for (const [name, body] of transportChecks({ base, key, keys, agent })) await check(name, body);

await check('the session is ended, and has no pictures then', async () => {
  assert.equal((await agent.structured('end_session', { session_id: sessionId })).state, 'ENDED');
  const over = await agent.failure('get_frame', { session_id: sessionId });
  assert.deepEqual([over.code, over.detail, over.retryable], ['FRAME_NOT_AVAILABLE', 'frame:ended', false]);
  assert.equal((await agent.failure('end_session', { session_id: sessionId })).code, 'INVALID_STATE');
});

await check('a session without a picture is cancelled', async () => {
  const { id } = await agent.structured('open_session', { whepUrl: 'http://127.0.0.1:9/whep' });
  const waiting = await agent.failure('get_frame', { session_id: id });
  assert.deepEqual([waiting.detail, waiting.retryable], ['frame:warmingUp', true]);
  assert.equal((await agent.structured('end_session', { session_id: id })).state, 'CANCELLED');
});

await check('nothing that came back told a secret or was too long', async () => {
  assert.ok(agent.received.length > 20);
  for (const text of agent.received) {
    assert.ok(text.length < LIMIT_CHARACTERS);
    assert.ok(!text.includes(secretPart), 'a secret');
    assert.ok(!text.includes(key), 'the key');
  }
});

await check('an MCP session is closed by its client', async () => {
  await agent.close();
});

console.log(`VERDICT ${count} checks`);
process.exit(0);
