// SPDX-License-Identifier: Apache-2.0

import { offerOnly } from '../lib/sdp.mjs';
import { WeriftSession } from '../lib/werift-session.mjs';

/** Keyframe requests closer than this are one: a player may send two packets for one wish. */
const SAME_REQUEST_MS = 100;

/**
 * One WHEP session of a case with its media, and what was seen of its client; times in epoch milliseconds, null until it happens.
 *
 * `media` says what is sent, all of it optional: `silent`; `stopAfterMs`, `closeAfterMs` and `vanishAfterMs`, counted from the first frame; `startsAnywhere` with
 * `keyframe`, which names the request that is obeyed first (Infinity for none), and `keyframeAfterMs`; `sizes` that follow each other every `everyMs`.
 */
export class Session {
  createdAtMs = Date.now();
  answeredAtMs = null;
  /** Whether the answer had a Location, an ETag, and what the client sent as its half of the negotiation. */
  isNamed = true;
  etag;
  clientSdp = '';
  connectedAtMs = null;
  keyframeAtMs = null;
  acknowledgedAtMs = null;
  endedByServerAtMs = null;
  /** When keyframes were asked for. */
  keyframeRequestsAtMs = [];
  /** The counters that stand in the strips of the frames that were sent. */
  counters = { first: null, last: null };
  size = null;
  sizeAtMs = null;
  #media;
  #werift;
  #lease;
  #keyframeSequence;
  #timers = [];
  #traps = [];
  #closed = false;
  #onFrame = (packets) => this.#send(packets);

  /** `place` is where the session's URL leads: { host, path, query }. */
  constructor({ id, place, codec, sources, media = {}, iceLite, dtlsRole, audioFirst }) {
    Object.assign(this, { id, place, codec });
    this.#media = media;
    this.#lease = media.silent ? null : sources.lease(codec);
    this.#werift = new WeriftSession(codec, {
      startsAnywhere: media.startsAnywhere ?? false, iceLite, dtlsRole, audioFirst,
      onConnected: () => this.#connected(),
      onKeyframeRequest: () => this.#keyframeRequested(),
      onReport: (highest) => this.#reported(highest),
      onClosed: () => this.#forget(),
    });
    this.#lease?.source.on('frame', this.#onFrame);
  }

  /** Resolves to the answer, or to null when the offer has no codec of ours. */
  async answer(offer) {
    const narrowed = offerOnly(offer, this.codec);
    if (!narrowed) return null;
    return this.#werift.answer(narrowed);
  }

  async offer() {
    this.offered = await this.#werift.offer();
    return this.offered;
  }

  async accept(answer) {
    await this.#werift.accept(answer);
  }

  /** Keeps a trap open as long as itself. */
  trapped(trap) {
    this.#traps.push(trap);
  }

  /** Ends the media, as a good server does: with a goodbye. */
  async close() {
    this.#forget();
    await this.#werift.close();
  }

  /** Is gone without a word. */
  async vanish() {
    this.endedByServerAtMs = Date.now();
    this.#forget();
    await this.#werift.vanish();
  }

  #connected() {
    this.connectedAtMs = Date.now();
    const { startsAnywhere, keyframeAfterMs } = this.#media;
    if (!startsAnywhere) this.#lease?.source.requestKeyframe();
    if (keyframeAfterMs) this.#after(keyframeAfterMs, () => this.#lease?.source.requestKeyframe());
  }

  #keyframeRequested() {
    const now = Date.now();
    if (now - (this.keyframeRequestsAtMs.at(-1) ?? 0) < SAME_REQUEST_MS) return;
    this.keyframeRequestsAtMs.push(now);
    if (this.keyframeRequestsAtMs.length >= (this.#media.keyframe ?? 1)) this.#lease?.source.requestKeyframe();
  }

  /** A report acknowledges the media when it knows of a packet from the first keyframe on. */
  #reported(highest) {
    if (this.keyframeAtMs === null) return;
    if (((highest - this.#keyframeSequence) & 0xffff) < 0x8000) this.acknowledgedAtMs ??= Date.now();
  }

  #send(packets) {
    const [{ counter, isKey }] = packets;
    // What starts anywhere does not start with a keyframe, not even with the first one of an encoder that has just begun.
    if (this.#media.startsAnywhere && isKey && this.counters.first === null) return;
    const sequence = this.#werift.nextSequenceNumber;
    if (!this.#werift.send(packets)) return;
    if (this.counters.first === null) this.#begin();
    this.counters.first ??= counter;
    this.counters.last = counter;
    if (isKey && this.keyframeAtMs === null) {
      this.keyframeAtMs = Date.now();
      this.#keyframeSequence = sequence;
    }
  }

  /** The first frame has gone out. */
  #begin() {
    const { stopAfterMs, closeAfterMs, vanishAfterMs, sizes = [], everyMs } = this.#media;
    if (stopAfterMs) this.#after(stopAfterMs, () => this.#stop());
    if (closeAfterMs) this.#after(closeAfterMs, () => this.#sayGoodbye());
    if (vanishAfterMs) this.#after(vanishAfterMs, () => this.vanish());
    sizes.forEach(([width, height], i) => this.#after((i + 1) * everyMs, () => {
      this.#lease?.resize(width, height);
      this.size = { width, height };
      this.sizeAtMs = Date.now();
    }));
  }

  #stop() {
    this.endedByServerAtMs = Date.now();
    this.#lease?.source.off('frame', this.#onFrame);
  }

  #sayGoodbye() {
    this.endedByServerAtMs = Date.now();
    return this.close();
  }

  #after(ms, action) {
    this.#timers.push(setTimeout(action, ms));
  }

  #forget() {
    if (this.#closed) return;
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#lease?.source.off('frame', this.#onFrame);
    this.#lease?.release();
    this.#lease = null;
    for (const trap of this.#traps) trap.close();
  }
}
