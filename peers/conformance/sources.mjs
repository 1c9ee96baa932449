// SPDX-License-Identifier: Apache-2.0
// A pool of encoders, so that each case has pictures that are its own.

import { MediaSource } from '../lib/media-source.mjs';

export const SIZE = { width: 320, height: 180 };
/** No keyframe comes by itself within a case: each one was asked for. */
const SETTINGS = { ...SIZE, fps: 10, bitrate: 400, gop: 60, bars: true, paused: true };
/** Encoders at the same time; further sessions share one, and their pictures then tell less. */
const MAX_SOURCES = 24;
/** Frames that one encoder numbers before its numbers are those of the next: 29 hours. */
const COUNTERS_EACH = 2 ** 20;

/** Encoders of the test card, started when they are needed, paused while nobody has them. Counters in the strips differ from one to the next. */
export class Sources {
  #entries = [];
  #closed = false;

  /** Calls `onFailed` with a reason when an encoder ends by itself. */
  constructor(onFailed) {
    this.onFailed = onFailed;
  }

  /** A running source of `codec` in the standard size: { source, release() }. Nobody else has it, while there are enough. */
  lease(codec) {
    if (this.#closed) throw new Error('closed');
    const entry = this.#entries.find((one) => one.codec === codec && one.users === 0) ?? this.#start(codec) ?? this.#leastUsed(codec);
    if (entry.users++ === 0) entry.source.resume();
    let released = false;
    return {
      source: entry.source,
      resize: (width, height) => {
        entry.resized = true;
        entry.source.resize(width, height);
      },
      release: () => {
        if (released) return;
        released = true;
        this.#giveBack(entry);
      },
    };
  }

  async close() {
    this.#closed = true;
    await Promise.allSettled(this.#entries.map(({ source }) => source.close()));
  }

  #giveBack(entry) {
    if (--entry.users > 0 || this.#closed) return;
    if (entry.resized) entry.source.resize(SIZE.width, SIZE.height);
    entry.resized = false;
    entry.source.pause();
  }

  #start(codec) {
    if (this.#entries.length >= MAX_SOURCES) return null;
    const source = new MediaSource({ ...SETTINGS, codec, firstCounter: (this.#entries.length + 1) * COUNTERS_EACH });
    source.on('failed', (reason) => this.onFailed(reason));
    const entry = { codec, source, users: 0, resized: false };
    this.#entries.push(entry);
    return entry;
  }

  #leastUsed(codec) {
    const [entry] = this.#entries.filter((one) => one.codec === codec).sort((one, other) => one.users - other.users);
    if (!entry) throw new Error(`no encoder is left for ${codec}`);
    return entry;
  }
}
