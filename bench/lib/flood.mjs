// SPDX-License-Identifier: Apache-2.0
// Requests by wrk at a bounded rate: many more than one Node process could send, for little CPU.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endedChildrenCpuMs } from './processes.mjs';

const CONNECTIONS = 64;

const list = (texts) => `{ ${texts.map((text) => JSON.stringify(text)).join(', ')} }`;

/** Each connection pauses between its requests, so that all together send `perSecond` while answers are quick. */
const script = (paths, keys, perSecond) => `
local paths = ${list(paths)}
local keys = ${list(keys)}
local requests = {}
local next = 0
function delay() return ${((CONNECTIONS / perSecond) * 1000).toFixed(2)} end
function request()
  next = next % #requests + 1
  return requests[next]
end
function init()
  answers, refused, other = 0, 0, 0
  for _, path in ipairs(paths) do
    for _, key in ipairs(keys) do
      table.insert(requests, wrk.format("GET", path, { ["Host"] = "127.0.0.1", ["Authorization"] = "Bearer " .. key }))
    end
  end
end
local all = {}
function setup(thread) table.insert(all, thread) end
function response(status)
  answers = answers + 1
  if status == 429 then refused = refused + 1 elseif status ~= 200 then other = other + 1 end
end
function done()
  local thread = all[1]
  io.write(string.format("COUNTS %d %d %d\\n", thread:get("answers"), thread:get("refused"), thread:get("other")))
end
`;

/** Sends for `seconds`, each path with each key in turn; resolves to { answers, refused, other, cpuMs }, the last that of wrk itself. */
export async function flood({ port, paths, keys, perSecond, seconds }) {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-flood-'));
  const file = join(folder, 'flood.lua');
  writeFileSync(file, script(paths, keys, perSecond));
  const before = endedChildrenCpuMs(process.pid);
  const child = spawn('wrk', ['-t', '1', '-c', String(CONNECTIONS), '-d', `${seconds}s`, '-s', file, `http://127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk) => { text += chunk; });
  await once(child, 'close');
  rmSync(folder, { recursive: true, force: true });
  const [, answers, refused, other] = /COUNTS (\d+) (\d+) (\d+)/.exec(text) ?? [];
  if (answers === undefined) throw new Error(`wrk said nothing of its answers:\n${text}`);
  return { answers: Number(answers), refused: Number(refused), other: Number(other), cpuMs: endedChildrenCpuMs(process.pid) - before };
}
