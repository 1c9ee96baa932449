// SPDX-License-Identifier: Apache-2.0
// nginx that refuses everything with 429: what a generator of load costs the machine by itself.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const configuration = (folder, port) => `
daemon off; master_process off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http {
  access_log off; keepalive_requests 100000000;
  client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  server { listen 127.0.0.1:${port}; location / { return 429 '{"statusCode":429,"code":"RATE_LIMITED","message":"Too many requests"}'; } }
}
`;

/** Starts it; { port, pid, end }. */
export async function startDummy() {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address();
  free.close();
  await once(free, 'close');
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-dummy-'));
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port));
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  for (let i = 0; !(await fetch(`http://127.0.0.1:${port}/`).catch(() => null)); i++) {
    if (i > 50 || child.exitCode !== null) throw new Error('nginx did not start');
    await delay(100);
  }
  return {
    port,
    pid: child.pid,
    end: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
