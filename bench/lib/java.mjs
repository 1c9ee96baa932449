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

/** { from, to }: where the Java heap lies, addresses as numbers; null without jcmd. */
export function heapRange(pid) {
  const addresses = jcmd(pid, 'GC.heap_info')?.match(/0x[0-9a-f]+/g)?.map(Number);
  return addresses ? { from: Math.min(...addresses), to: Math.max(...addresses) } : null;
}
