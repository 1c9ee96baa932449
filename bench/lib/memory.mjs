// SPDX-License-Identifier: Apache-2.0
// Resident memory of a JVM, in two parts: pages of its heap, which it takes and gives as it likes, and all else.

import { heapRange, jcmd } from './java.mjs';
import { footprint, residentBetweenMb } from './processes.mjs';

/** { rssMb, heapMb, otherMb, threads, fds }; without jcmd only what /proc tells, the rest NaN. */
export function memory(pid) {
  const range = heapRange(pid);
  const print = footprint(pid);
  const heapMb = range ? residentBetweenMb(pid, range.from, range.to) : NaN;
  return { ...print, heapMb, otherMb: print.rssMb - heapMb };
}

/** Java heap in use, in MB; NaN without jcmd. What is garbage counts until it is collected. */
export function usedHeapMb(pid) {
  const used = [...(jcmd(pid, 'GC.heap_info') ?? '').matchAll(/^ *(?!Metaspace|class)\S.*?used (\d+)K/gm)].map(([, kilobytes]) => Number(kilobytes));
  return used.length ? used.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024 : NaN;
}

/** A full collection. Only while nothing is live: decoded frames pile up behind a stopped JVM, and stay in libwebrtc's pools. */
export const collect = (pid) => jcmd(pid, 'GC.run') !== null;

/** Makes malloc give back what is free; false where the JVM cannot. What goes now was no leak. */
export const trim = (pid) => jcmd(pid, 'System.trim_native_heap') !== null;
