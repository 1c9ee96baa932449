// SPDX-License-Identifier: Apache-2.0

import { EventEmitter, once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * One encoded test card. Emits 'frame' with the RTP packets of each encoded frame, as
 * { sequenceNumber, timestamp, counter, marker, isFirst, isKey, payload }, and 'failed' with a reason. `counter` is the one in the card's strip;
 * `settings.firstCounter` is its first, `settings.paused` makes it wait for `resume`.
 */
export class MediaSource extends EventEmitter {
  #worker;
  framesSent = 0;
  droppedTicks = 0;

  constructor(settings) {
    super();
    this.setMaxListeners(0);
    this.#worker = new Worker(new URL('./source-worker.mjs', import.meta.url), { workerData: settings });
    this.#worker.on('error', (error) => this.emit('failed', error.message));
    this.#worker.on('message', ({ packets, droppedTicks, failed }) => {
      if (failed) return this.emit('failed', failed);
      this.framesSent++;
      this.droppedTicks = droppedTicks;
      return this.emit('frame', packets);
    });
  }

  /** Resolves when the first encoded frame has come out. */
  async started(timeoutMs) {
    await once(this, 'frame', { signal: AbortSignal.timeout(timeoutMs) });
  }

  requestKeyframe() {
    this.#worker.postMessage({ keyframe: true });
  }

  /** Draws nothing until `resume`, and costs nothing meanwhile. */
  pause() {
    this.#worker.postMessage({ paused: true });
  }

  resume() {
    this.#worker.postMessage({ paused: false });
  }

  resize(width, height) {
    this.#worker.postMessage({ size: { width, height } });
  }

  async close() {
    const exited = once(this.#worker, 'exit');
    this.#worker.postMessage({ close: true });
    await exited;
  }
}
