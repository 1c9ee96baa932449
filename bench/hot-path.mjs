#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// What a cached frame costs on the whole route, beside a bare servlet of the same container and beside nginx, with and without sendfile, with the same bytes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, KEY } from './lib/children.mjs';
import { JAR, JAVA, ROOT } from './lib/java.mjs';
import { optionsOf } from './lib/options.mjs';
import { onStage, say } from './lib/stage.mjs';
import { median } from './lib/stats.mjs';
import { TARGET_HEADS, table, targetRow } from './lib/table.mjs';
import { load, requirePrograms } from './lib/wrk.mjs';

const options = optionsOf('Measures the CPU time of a cached frame and of a 304, beside a bare servlet and nginx.', {
  rounds: [3, 'rounds, each server once in each'],
  seconds: [4, 'length of one measurement'],
  warm: [15, 'seconds of load on each server before the first round'],
  connections: [[16, 128], 'connections of wrk'],
});
requirePrograms('wrk', 'nginx');
const tests = join(ROOT, 'target', 'test-classes');
if (!existsSync(JAR) || !existsSync(join(tests, 'dev/sightglass/bench/BareServlet.class'))) {
  console.error('The jar or the test classes are missing: mvn -DskipTests package');
  process.exit(2);
}

const SENT_BY_CONTAINER = new Set(['content-length', 'date', 'connection', 'keep-alive', 'transfer-encoding']);
const NAMES = { etag: 'ETag' };

/** The frame as it is served now: its bytes, headers and tag. */
async function frameOf(api, id) {
  const { status, headers, chunks } = await api.frame(id);
  if (status !== 200) throw new Error(`the frame was answered ${status}`);
  return { bytes: Buffer.concat(chunks), headers, etag: headers.etag };
}

async function bareServlet(folder, { headers }) {
  const lines = Object.entries(headers).filter(([name]) => !SENT_BY_CONTAINER.has(name)).map(([name, value]) => `${NAMES[name] ?? name}: ${value}`);
  const child = spawn(JAVA, ['-cp', JAR, `-Dloader.path=${tests}`, '-Dloader.main=dev.sightglass.bench.BareServlet', 'org.springframework.boot.loader.launch.PropertiesLauncher', join(folder, 'frame.jpg'), ...lines], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [port] = await once(createInterface(child.stdout), 'line', { signal: AbortSignal.timeout(30_000) });
  return { name: 'bare servlet', pid: child.pid, url: `http://127.0.0.1:${port}/frame.jpg`, headers: {}, etag: headers.etag, end: () => child.kill() };
}

/** nginx as it is by itself, which copies what it sends, as whoever has it in memory must; and with what spares it that. */
const NGINX = { nginx: '', 'nginx, sendfile': 'sendfile on; tcp_nopush on; open_file_cache max=10;' };

async function nginx(pictures, name) {
  const port = await freePort();
  const folder = mkdtempSync(join(pictures, 'nginx-'));
  for (const each of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(folder, each));
  writeFileSync(join(folder, 'nginx.conf'), `
    ${process.getuid() === 0 ? 'user root;' : ''} daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; worker_processes auto;
    events { worker_connections 1024; }
    http {
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      access_log off; keepalive_requests 1000000000; ${NGINX[name]}
      types { image/jpeg jpg; }
      server { listen 127.0.0.1:${port}; root ${pictures}; location / { add_header Cache-Control "private, no-cache"; } }
    }`);
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder, '-e', join(folder, 'error.log')], { stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://127.0.0.1:${port}/frame.jpg`;
  for (let tries = 0; ; tries++) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return { name, pid: child.pid, url, headers: {}, etag: answer.headers.get('etag'), end: () => child.kill('SIGQUIT') };
    if (tries > 50) throw new Error('nginx did not start');
    await delay(100);
  }
}

/** The application's own URL, with the tag of the standing picture when it is asked for a 304. */
function application(server, id) {
  return { name: 'sightglass', pid: server.pid, url: `http://127.0.0.1:${server.port}/api/v1/sessions/${id}/frame`, headers: { Authorization: `Bearer ${KEY}` } };
}

const KINDS = { 200: () => ({}), 304: (server) => ({ 'If-None-Match': server.etag ?? '*' }) };

async function measure(servers, figures) {
  for (const connections of options.connections) {
    for (const kind of Object.keys(KINDS)) {
      for (const server of servers) {
        const headers = { ...server.headers, ...KINDS[kind](server) };
        const figure = await load({ ...server, headers }, { connections, seconds: options.seconds });
        if (figure.odd > 0) throw new Error(`${server.name}: ${figure.odd} answers were no answers`);
        const key = `${connections} ${kind} ${server.name}`;
        figures.set(key, [...(figures.get(key) ?? []), figure]);
        say(key, `${figure.perSecond.toFixed(0)}/s`, `${figure.cpuUs.toFixed(1)} us`);
      }
    }
  }
}

function tablesOf(servers, figures, { bytes, encodes, answers }) {
  const cpu = (connections, kind, name) => median(figures.get(`${connections} ${kind} ${name}`).map(({ cpuUs }) => cpuUs));
  const rows = [];
  const targets = [];
  for (const connections of options.connections) {
    for (const kind of Object.keys(KINDS)) {
      for (const { name } of servers) {
        const own = cpu(connections, kind, name);
        const perSecond = median(figures.get(`${connections} ${kind} ${name}`).map((figure) => figure.perSecond));
        rows.push([connections, kind, name, perSecond.toFixed(0), own.toFixed(1),
          (own / cpu(connections, kind, 'nginx')).toFixed(2), (own / cpu(connections, kind, 'bare servlet')).toFixed(2)]);
      }
    }
    const ours = cpu(connections, 200, 'sightglass');
    for (const name of Object.keys(NGINX)) {
      targets.push(targetRow(`cached frame / ${name}, ${connections} connections`, ours / cpu(connections, 200, name), { most: 3, digits: 2 }));
    }
    targets.push(targetRow(`cached frame / bare servlet, ${connections} connections`, ours / cpu(connections, 200, 'bare servlet'), { most: 1.15, digits: 2 }));
    targets.push(targetRow(`304, ${connections} connections`, cpu(connections, 304, 'sightglass'), { most: 30, unit: ' us', digits: 1 }));
  }
  return [
    table(TARGET_HEADS, targets),
    `CPU of the server's process per answer, medians of ${options.rounds} rounds of ${options.seconds} s each, servers in turn. Frame of ${bytes} bytes.`,
    table(['connections', 'answer', 'server', 'answers/s', 'CPU us', '/ nginx', '/ servlet'], rows),
    `Served from the cache: all but ${encodes} of ${answers} answers of the application. The camera shows one frame a second, which is encoded once for whoever asks.`,
  ].join('\n\n');
}

const limitMs = 120_000 + 6000 * (options.warm + options.rounds * options.seconds) * options.connections.length * 3;
await onStage({
  title: 'Hot path: a cached frame and a 304', peerOptions: null, limitMs,
  // One frame a second: a standing picture would be refused as stale, one of 30 a second would measure its encodes.
  // The limits are counted, and never reached.
  env: {
    SPRING_PROFILES_ACTIVE: 'demo', SIGHTGLASS_DEMO_FPS: '1',
    // Makes the frame one of 60 KB.
    SIGHTGLASS_PICTURE_QUALITY: '60',
    SIGHTGLASS_LIMIT_REQUESTS_PER_SECOND: '1000000', SIGHTGLASS_LIMIT_REQUEST_BURST: '10000000',
    SIGHTGLASS_LIMIT_WORKSPACE_REQUESTS_PER_SECOND: '1000000', SIGHTGLASS_LIMIT_WORKSPACE_REQUEST_BURST: '10000000',
  },
}, async ({ server, api }) => {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-bench-'));
  const servers = [];
  try {
    let sessions = [];
    for (let tries = 0; sessions.length === 0 && tries < 60; tries++) {
      await delay(500);
      sessions = (await api.data('GET', '/sessions')).filter?.(({ status, state }) => (status ?? state) === 'LIVE') ?? [];
    }
    const frame = await frameOf(api, sessions[0].id);
    writeFileSync(join(folder, 'frame.jpg'), frame.bytes);
    for (const name of Object.keys(NGINX)) servers.push(await nginx(folder, name));
    servers.push(await bareServlet(folder, frame));
    servers.push(application(server, sessions[0].id));
    for (const each of servers) {
      if (!(each.name in NGINX)) {
        for (const kind of Object.keys(KINDS)) await load({ ...each, headers: { ...each.headers, ...KINDS[kind](each) } }, { connections: 64, seconds: Math.max(1, Math.round(options.warm / 2)) });
      }
    }
    const count = async () => (await server.metrics()).sightglass_jpeg_encodes_total;
    const encodesBefore = await count();
    const figures = new Map();
    for (let round = 0; round < options.rounds; round++) await measure(servers, figures);
    const answers = [...figures].filter(([key]) => key.endsWith('sightglass')).flatMap(([, all]) => all).reduce((sum, { perSecond }) => sum + perSecond * options.seconds, 0);
    return tablesOf(servers, figures, { bytes: frame.bytes.length, encodes: (await count()) - encodesBefore, answers: Math.round(answers) });
  } finally {
    for (const each of servers) each.end?.();
    rmSync(folder, { recursive: true, force: true });
  }
});
