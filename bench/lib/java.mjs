// SPDX-License-Identifier: Apache-2.0
// The JDK to measure: the one of JAVA_HOME, else of the path.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tool = (name) => (process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', name) : name);

export const JAVA = tool('java');
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const JAR = join(ROOT, 'target', 'sightglass.jar');

/** Runs one diagnostic command in a JVM; its output, or null where there is no jcmd (a JRE). */
export function jcmd(pid, ...command) {
  const { status, stdout } = spawnSync(tool('jcmd'), [String(pid), ...command], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? stdout : null;
}

/** Heap in use, in MB, after a full collection where jcmd is there; NaN otherwise. */
export function heapAfterGcMb(pid) {
  jcmd(pid, 'GC.run');
  const used = /used (\d+)K/.exec(jcmd(pid, 'GC.heap_info') ?? '')?.[1];
  return used ? Number(used) / 1024 : NaN;
}
