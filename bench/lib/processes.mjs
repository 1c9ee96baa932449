// SPDX-License-Identifier: Apache-2.0
// What the kernel knows about processes (Linux, /proc).

import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100; // sysconf(_SC_CLK_TCK) of every Linux that runs a JVM
const NS_PER_MS = 1e6;

/** The fields of /proc/<pid>/stat behind the name, which may itself contain spaces and brackets. */
function statFields(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** CPU time of a process since it started, in ms, user and system, ended threads included. Steps of 10 ms. */
export function cpuMs(pid) {
  const fields = statFields(pid);
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

/** CPU time of the children of a process that have ended and were waited for, in ms. */
export function endedChildrenCpuMs(pid) {
  const fields = statFields(pid);
  return ((Number(fields[13]) + Number(fields[14])) * 1000) / TICKS_PER_SECOND;
}

/** A process and all that it started, as far as they live. */
export function family(pid) {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => {
    try {
      return readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    } catch {
      return [];
    }
  });
  return [pid, ...children.flatMap(family)];
}

/** CPU time of a process and of all its living descendants, in ms. */
export const familyCpuMs = (pid) => family(pid).reduce((sum, member) => sum + cpuMs(member), 0);

/** { rssMb, threads, fds } of a process; 1 MB is 2^20 bytes. */
export function footprint(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)[1]);
  return { rssMb: field('VmRSS') / 1024, threads: field('Threads'), fds: readdirSync(`/proc/${pid}/fd`).length };
}

/** Resident memory of the mappings that lie between two addresses, in MB. */
export function residentBetweenMb(pid, from, to) {
  let kilobytes = 0;
  let inside = false;
  for (const line of readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
    const range = /^([0-9a-f]+)-([0-9a-f]+) /.exec(line);
    if (range) inside = parseInt(range[1], 16) >= from && parseInt(range[2], 16) <= to;
    else if (inside && line.startsWith('Rss:')) kilobytes += parseInt(line.slice(4), 10);
  }
  return kilobytes / 1024;
}

/** CPU time of each living thread in ms: Map of thread id to { group, ms }; a group is a name without its numbers. */
export function threadCpu(pid) {
  const threads = new Map();
  for (const tid of readdirSync(`/proc/${pid}/task`)) {
    try {
      const [runNs] = readFileSync(`/proc/${pid}/task/${tid}/schedstat`, 'utf8').split(' ');
      const name = readFileSync(`/proc/${pid}/task/${tid}/comm`, 'utf8').trim();
      threads.set(tid, { group: name.replace(/[-#\s]*\d+[-\d]*$/, ''), ms: Number(runNs) / NS_PER_MS });
    } catch {
      // It ended between the two reads.
    }
  }
  return threads;
}

/** CPU per group of threads between two looks, in ms, the dearest first: [[group, ms], ...]. */
export function threadGroups(before, after) {
  const groups = new Map();
  for (const [tid, { group, ms }] of after) {
    const spent = ms - (before.get(tid)?.ms ?? 0);
    groups.set(group, (groups.get(group) ?? 0) + spent);
  }
  return [...groups].sort((a, b) => b[1] - a[1]);
}

/** { busyMs, stolenMs } of the whole machine since it booted, summed over its cores. */
export function machineCpu() {
  const [user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]
    .trim().split(/\s+/).slice(1).map((ticks) => (Number(ticks) * 1000) / TICKS_PER_SECOND);
  return { busyMs: user + nice + system + irq + softirq, stolenMs: steal };
}
