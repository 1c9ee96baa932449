// SPDX-License-Identifier: Apache-2.0
// The two child processes of a run: a peer that publishes, and the packaged application.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { JAR, JAVA, ROOT } from './java.mjs';

const START_LIMIT_MS = 120_000;
const END_LIMIT_MS = 30_000;
const LOG_LINES_KEPT = 40;

export const KEY = 'bench-key-0123456789';

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** An empty folder for a database. */
export const dataFolder = () => mkdtempSync(join(tmpdir(), 'sightglass-bench-'));

/** Ends a child by a polite signal, then by force; resolves when it is gone. */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.stdin?.end();
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS);
  await exited;
  clearTimeout(force);
}

function lastLines(stream) {
  const lines = [];
  createInterface(stream).on('line', (line) => {
    lines.push(line);
    if (lines.length > LOG_LINES_KEPT) lines.shift();
  });
  return lines;
}

/** Ends a child as a power cut would; resolves when it is gone. */
async function kill(child) {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/**
 * Starts peers/werift-whep.mjs with { codec, width, height, fps, ... } as its options.
 *
 * @param inside command that runs the rest of its line somewhere else, such as in a network namespace
 * @param program another one of peers/
 */
export async function startPeer(options, inside = [], program = 'werift-whep.mjs') {
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const script = join(ROOT, 'peers', program);
  const [command, ...words] = [...inside, process.execPath, script, ...flags];
  const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints = lastLines(child.stderr);
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line', { signal: AbortSignal.timeout(START_LIMIT_MS) }),
    once(child, 'exit').then(() => { throw new Error(`the peer did not start:\n${complaints.join('\n')}`); }),
  ]);
  const { whepUrl } = JSON.parse(line);
  return {
    pid: child.pid,
    whepUrl,
    control: (body) => fetch(new URL('/control', whepUrl), { method: 'POST', body: JSON.stringify(body) }),
    stats: async () => (await fetch(new URL('/stats', whepUrl))).json(),
    end: () => end(child),
    kill: () => kill(child),
  };
}

/**
 * Starts target/sightglass.jar with the JVM's default options and waits until it is ready.
 *
 * @param java words behind `java`, for other ways to start it
 * @param data folder of the database, kept when the process ends; by default a new one that goes with it
 * @param env further environment variables
 */
export async function startServer({ java = ['-jar', JAR], data = null, env = {} } = {}) {
  if (!existsSync(JAR)) throw new Error(`${JAR} is missing: mvn -DskipTests package`);
  const [port, managementPort] = [await freePort(), await freePort()];
  const folder = data ?? dataFolder();
  const child = spawn(JAVA, java, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      SERVER_PORT: String(port),
      SERVER_ADDRESS: '127.0.0.1',
      MANAGEMENT_SERVER_PORT: String(managementPort),
      SIGHTGLASS_DATA_DIR: folder,
      SIGHTGLASS_ACCESS_BOOTSTRAP_KEY: KEY,
      SIGHTGLASS_INGEST_ALLOWED_HOSTS: '*',
      SIGHTGLASS_INGEST_ALLOW_PRIVATE_ADDRESSES: 'true',
      // Peers and clients use the same machine, on purpose up to its limit and beyond.
      SIGHTGLASS_INGEST_MAX_CPU: '0',
      ...env,
    },
  });
  const log = [lastLines(child.stdout), lastLines(child.stderr)];
  const stop = async () => {
    await end(child);
    if (data === null) rmSync(folder, { recursive: true, force: true });
  };
  const management = `http://127.0.0.1:${managementPort}/observe`;
  try {
    await ready(child, `${management}/health/ready`);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${log.flat().join('\n')}`);
  }
  return {
    pid: child.pid, port, log: () => log.flat(), metrics: (only) => metrics(`${management}/metrics`, only), end: stop,
    kill: () => kill(child),
  };
}

async function ready(child, url) {
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error('the application ended while it started');
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await delay(250);
  }
  throw new Error(`the application was not ready within ${START_LIMIT_MS / 1000} s`);
}

/** The Prometheus page as { name: sum over its labels }; `only` leaves the lines that hold it, such as a label. */
async function metrics(url, only = '') {
  const sums = {};
  for (const line of (await (await fetch(url)).text()).split('\n').filter((each) => each.includes(only))) {
    const [, name, value] = /^(\w+)(?:\{.*\})? (\S+)$/.exec(line) ?? [];
    if (name) sums[name] = (sums[name] ?? 0) + Number(value);
  }
  return sums;
}
