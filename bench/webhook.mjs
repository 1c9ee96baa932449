#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Answer time of webhook deliveries that open sessions, while the WHEP server behind them never answers.

import { createServer } from 'node:net';
import { once } from 'node:events';
import { atRate } from './lib/open-loop.mjs';
import { optionsOf } from './lib/options.mjs';
import { onStage } from './lib/stage.mjs';
import { median, p95, quantile } from './lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from './lib/table.mjs';

const TOKEN = 'bench-webhook-token';
const SECRET = 'bench-webhook-secret';

const options = optionsOf('Measures webhook deliveries that open a session each.', {
  rate: [20, 'deliveries a second'],
  count: [400, 'deliveries, half of them to warm up'],
});

/** Takes connections and says nothing. */
const hole = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
await once(hole, 'listening');

const body = (i) => ({
  data: {
    notification_name: 'Stream Live Input', input_id: i.toString(16).padStart(32, '0'), event_type: 'live_input.connected',
    updated_at: new Date().toISOString(),
  },
});

async function measure({ api }) {
  const deliver = async (i) => {
    const answer = await api.call('POST', `/video/events/${TOKEN}`, body(i), { 'cf-webhook-auth': SECRET });
    const { data } = JSON.parse(Buffer.concat(answer.chunks));
    return { status: data?.outcome === 'started' ? answer.status : 0 };
  };
  const half = options.count / 2;
  await atRate({ perSecond: options.rate, count: half }, deliver);
  const times = await atRate({ perSecond: options.rate, count: half }, (i) => deliver(half + i));
  return [
    table(TARGET_HEADS, [
      targetRow('webhook delivery that opens a session, slowest', Math.max(...times), { most: 200, unit: ' ms' }),
      targetRow('deliveries that opened none', times.failed, { exactly: 0 }),
    ]),
    table(['median, ms', 'p95, ms', 'p99, ms', 'n'], [[median(times).toFixed(1), p95(times).toFixed(1), quantile(times, 0.99).toFixed(1), times.length]]),
  ].join('\n\n');
}

await onStage({
  title: `Webhook deliveries, ${options.rate}/s, the WHEP server silent`, peerOptions: null, limitMs: 240_000,
  env: {
    SIGHTGLASS_WEBHOOK_CLOUDFLARE_TOKEN: TOKEN,
    SIGHTGLASS_WEBHOOK_CLOUDFLARE_SECRET: SECRET,
    SIGHTGLASS_WEBHOOK_CLOUDFLARE_ANY_INPUT_WHEP_URL: `http://127.0.0.1:${hole.address().port}/{ref}`,
    SIGHTGLASS_WEBHOOK_CLOUDFLARE_ANY_INPUT_WORKSPACE: 'default',
    SIGHTGLASS_SESSION_OPEN_PER_WORKSPACE: '10000',
    SIGHTGLASS_INGEST_MAX_FEEDS: '1000',
  },
}, measure);
hole.close();
process.exit();
