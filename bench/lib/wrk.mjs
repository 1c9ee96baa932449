// SPDX-License-Identifier: Apache-2.0
// Load by wrk (package wrk), with the CPU time that a server spends on it.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { familyCpuMs } from './processes.mjs';

/** Ends this process with status 2 where one of the programs is missing. */
export function requirePrograms(...names) {
  const missing = names.filter((name) => spawnSync('which', [name], { stdio: 'ignore' }).status !== 0);
  if (missing.length === 0) return;
  console.error(`Not on the path: ${missing.join(', ')}. On Debian: apt-get install wrk nginx-light`);
  process.exit(2);
}

/**
 * Asks for one URL as fast as it is answered.
 *
 * @param server { pid, url, headers }
 * @return { perSecond, cpuUs, odd }: requests answered per second, CPU of the server and its children per request, and how many
 *   answers were neither 2xx nor 3xx, or errors of the socket
 */
export async function load({ pid, url, headers }, { connections, seconds }) {
  const before = familyCpuMs(pid);
  const child = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]), url], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk) => { text += chunk; });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`wrk ended with ${code}`);
  const cpu = familyCpuMs(pid) - before;
  const requests = Number(/(\d+) requests in/.exec(text)[1]);
  const [, ...errors] = /connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text) ?? [0, 0];
  const others = Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0);
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]),
    cpuUs: (cpu * 1000) / requests,
    odd: others + errors.reduce((sum, each) => sum + Number(each), 0),
  };
}
