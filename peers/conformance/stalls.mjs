// SPDX-License-Identifier: Apache-2.0

const TICK_MS = 100;
/** Half of what the least patient client of ours waits for media. */
const STALL_MS = 1000;

/**
 * How often this process stood still: neither its own work nor the machine let it look for a second. What a client does about a server
 * that does not answer is then no longer what its case is about.
 */
export class Stalls {
  count = 0;

  constructor() {
    let lastMs = performance.now();
    setInterval(() => {
      const nowMs = performance.now();
      const lateMs = nowMs - lastMs - TICK_MS;
      lastMs = nowMs;
      if (lateMs > STALL_MS) this.count++;
    }, TICK_MS).unref();
  }
}
