// SPDX-License-Identifier: Apache-2.0
// Drives a peer as a child process, as the Java tests do.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** Starts `script` as a child process; resolves when it has said that it is ready. */
export async function startPeer(script, ...args) {
  const child = spawn(process.execPath, [script, ...args], { cwd: new URL('..', import.meta.url), stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line', { signal: AbortSignal.timeout(40_000) });
  const { port, ...urls } = JSON.parse(line);
  const url = (path) => new URL(path, `http://127.0.0.1:${port}`);
  return {
    ...urls,
    pid: child.pid,
    control: (body) => fetch(url('/control'), { method: 'POST', body: JSON.stringify(body) }),
    request: (method, path, body) => fetch(url(path), { method, body: body && JSON.stringify(body) }),
    stats: async () => (await fetch(url('/stats'))).json(),
    /** Closes standard input, as a parent that dies does; resolves to the exit code. */
    async end() {
      const exited = once(child, 'exit', { signal: AbortSignal.timeout(10_000) });
      child.stdin.end();
      return (await exited)[0];
    },
  };
}

/** Asks every 20 ms until `read` gives something true; fails after `limitMs`. */
export async function eventually(read, limitMs) {
  const until = Date.now() + limitMs;
  for (;;) {
    const value = await read();
    if (value) return value;
    if (Date.now() > until) throw new Error(`not within ${limitMs} ms: ${read}`);
    await delay(20);
  }
}
