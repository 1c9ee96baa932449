#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Many agents at once, each against a model of its own. Reference: ../README.md.

import { randomBytes } from 'node:crypto';
import { parseArguments } from '../lib/process.mjs';
import { Client } from './client.mjs';
import { Agent, Surprise } from './model.mjs';

const settings = parseArguments({
  base: { type: 'string', default: 'http://127.0.0.1:8080/api/v1' }, agents: { type: 'string', default: '50' },
  seconds: { type: 'string', default: '30' }, actions: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' },
});
const [agents, seconds, actions, seed] = ['agents', 'seconds', 'actions', 'seed'].map((name) => Number(settings[name]));
const admin = new Client(settings.base, process.env.SIGHTGLASS_ACCESS_BOOTSTRAP_KEY);

/** Numbers from 0 to 1 that a seed fixes (mulberry32). */
function randomOf(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function must(pending) {
  const answer = await pending;
  if (answer.status !== 200) throw new Error(`${answer.call}: ${answer.status} ${answer.body?.code} ${answer.body?.detail}`);
  return answer.data;
}

async function party(role, scopes) {
  const slug = `soak-${randomBytes(6).toString('hex')}`;
  const { id } = await must(admin.workspaces.create({ slug, name: slug, roles: [role] }));
  const { plaintext } = await must(admin.workspaces.createApiKey(id, { label: 'soak', environment: 'TEST', scopes }));
  return { id, client: new Client(settings.base, plaintext) };
}

/** Agents stand a degree apart, at a corner of the world that changes with each run. */
const origin = { lat: Math.random() * 30 - 70, lng: Math.random() * 100 - 170 };

async function newAgent(number) {
  const consumer = await party('CONSUMER', ['sessions:read', 'sessions:create', 'pricing:read']);
  const supplier = await party('SUPPLIER', ['sessions:read', 'sessions:operate']);
  const place = { lat: origin.lat + (number % 10), lng: origin.lng + Math.floor(number / 10) };
  return new Agent({ consumer: consumer.client, supplier: supplier.client, supplierId: supplier.id, place, random: randomOf(seed * 10_007 + number) });
}

const took = new Map();
const surprises = [];

async function run(agent, number, until) {
  let done = 0;
  try {
    for (; done < actions && Date.now() < until; done++) {
      const startedAt = performance.now();
      const { call } = await agent.act();
      if (!took.has(call)) took.set(call, []);
      took.get(call).push(performance.now() - startedAt);
    }
    await agent.leave();
  } catch (error) {
    surprises.push(`agent ${number}, action ${done}: ${error instanceof Surprise ? error.message : error.stack}`);
  }
}

const all = [];
for (let number = 0; number < agents; number++) all.push(await newAgent(number));
const startedAt = Date.now();
await Promise.all(all.map((agent, number) => run(agent, number, startedAt + seconds * 1000)));
const elapsed = (Date.now() - startedAt) / 1000;

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(1);
console.log('| call | times | p50 ms | p99 ms | most ms |\n|---|---|---|---|---|');
for (const [call, times] of [...took].sort()) {
  const sorted = times.sort((a, b) => a - b);
  console.log(`| ${call} | ${sorted.length} | ${at(sorted, 0.5)} | ${at(sorted, 0.99)} | ${sorted.at(-1).toFixed(1)} |`);
}
const total = [...took.values()].reduce((sum, times) => sum + times.length, 0);
for (const surprise of surprises) console.log(`SURPRISE ${surprise}`);
console.log(`\nVERDICT ${agents} agents, ${total} actions in ${elapsed.toFixed(1)} s, ${surprises.length} surprises`);
process.exit(surprises.length ? 1 : 0);
