// SPDX-License-Identifier: Apache-2.0
// The machine and how quiet it was: without that a figure says nothing.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { Worker } from 'node:worker_threads';
import { JAVA } from './java.mjs';
import { endedChildrenCpuMs, familyCpuMs, machineCpu } from './processes.mjs';

const SPIN_MS = 500;
/** A machine with less than this left for its own work, or more than this taken by others, is called noisy. */
const QUIET = { spinPercent: 95, foreignPercent: 5 };

const loads = () => loadavg().map((load) => load.toFixed(2)).join(' ');

/** Share of all cores that a busy loop on each of them gets, in percent: CPU time over wall time. */
export async function spin() {
  const code = `const end = performance.now() + ${SPIN_MS}; while (performance.now() < end);`;
  const cores = cpus().length;
  const cpuBefore = process.cpuUsage();
  const workers = Array.from({ length: cores }, () => new Worker(code, { eval: true }));
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.on('exit', resolve))));
  const { user, system } = process.cpuUsage(cpuBefore);
  // Starting a worker takes CPU too, so a quiet machine may show a little more than everything.
  return Math.min(100, ((user + system) / 1000 / (SPIN_MS * cores)) * 100);
}

function javaVersion() {
  const { stderr } = spawnSync(JAVA, ['-version'], { encoding: 'utf8' });
  return stderr.split('\n')[1]?.replace(/ \(build (.*)\)/, ' $1').trim() ?? 'unknown JDK';
}

function describe() {
  const model = /^model name\s*:\s*(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? process.arch;
  return `${model}, ${cpus().length} cores, Linux ${release()}, ${javaVersion()}, Node ${process.version}`;
}

/** Watches the machine from before the first process of a run until after its last. */
export class Watch {
  #pids = [];
  #before;

  static async begin() {
    const watch = new Watch();
    const idle = { loads: loads(), spin: await spin() };
    watch.#before = { ...idle, atMs: performance.now(), machine: machineCpu(), own: watch.#ownMs() };
    return watch;
  }

  /** Counts a child that was started meanwhile, and its descendants, as part of the run. */
  add(pid) {
    this.#pids.push(pid);
  }

  /** To be called while the children live: how much CPU others took. */
  stop() {
    const { own, machine, atMs } = this.#before;
    const now = machineCpu();
    const available = (performance.now() - atMs) * cpus().length;
    this.foreign = Math.max(0, ((now.busyMs - machine.busyMs - (this.#ownMs() - own)) / available) * 100);
    this.stolen = ((now.stolenMs - machine.stolenMs) / available) * 100;
  }

  /** To be called when the children have gone: the machine and its noise, two lines. */
  async lines() {
    const { loads: loadsBefore, spin: spinBefore } = this.#before;
    const after = await spin();
    const quiet = Math.min(spinBefore, after) >= QUIET.spinPercent && this.foreign + this.stolen <= QUIET.foreignPercent;
    return [
      `Machine: ${describe()}. ${new Date().toISOString().slice(0, 10)}.`,
      `Noise: ${quiet ? 'quiet' : '**noisy**'}. Other processes used ${this.foreign.toFixed(1)} % of the machine during the run, the `
        + `hypervisor ${this.stolen.toFixed(1)} %; a busy loop on every core got ${spinBefore.toFixed(0)} % of them before and `
        + `${after.toFixed(0)} % after; load average ${loadsBefore} before, ${loads()} after.`,
    ].join('\n');
  }

  #ownMs() {
    const { user, system } = process.cpuUsage();
    const self = (user + system) / 1000 + endedChildrenCpuMs(process.pid);
    // What a child used that has gone meanwhile is among the ended ones.
    const living = this.#pids.filter((pid) => existsSync(`/proc/${pid}`));
    return self + living.reduce((sum, pid) => sum + familyCpuMs(pid), 0);
  }
}
