// SPDX-License-Identifier: Apache-2.0

import { offerOnly } from './sdp.mjs';
import { WeriftPublisher } from './werift-publisher.mjs';
import { WeriftSession } from './werift-session.mjs';

/**
 * What goes under one ref: at most one publisher and any number of viewers, who get the publisher's packets unchanged.
 * A new publisher takes the place of the one before. When a publisher goes, its viewers are told goodbye.
 */
export class Relay {
  #publisher = null;
  #viewers = new Set();
  #stopped = false;
  #counts = { packets: 0, plis: 0 };

  /** Takes a publisher's offer; resolves to { answer, close() }, or null when it has no codec of ours. */
  async publish(offer, onClosed) {
    const gone = () => { onClosed(); this.#leave(publisher); };
    const publisher = WeriftPublisher.for(offer, { onPacket: (packet) => this.#pass(publisher, packet), onClosed: gone });
    if (!publisher) return null;
    const former = this.#publisher;
    this.#publisher = publisher;
    await Promise.all([former?.close(), this.#dismissViewers()]);
    return this.#opened(publisher, offer, () => this.#leave(publisher));
  }

  /** Takes a viewer's offer; resolves to { answer, close() }, or null when it has not the publisher's codec. */
  async view(offer, onClosed) {
    const { codec } = this.#publisher;
    const narrowed = offerOnly(offer, codec);
    if (!narrowed) return null;
    const forget = () => { this.#viewers.delete(viewer); };
    const viewer = new WeriftSession(codec, {
      startsAnywhere: false,
      onConnected: () => this.#publisher?.requestKeyframe(),
      onKeyframeRequest: () => { this.#counts.plis++; this.#publisher?.requestKeyframe(); },
      onClosed: () => { forget(); onClosed(); },
    });
    this.#viewers.add(viewer);
    return this.#opened(viewer, narrowed, async () => { forget(); await viewer.close(); });
  }

  get isPublished() {
    return this.#publisher !== null;
  }

  /** Cuts the media of all viewers while their connections live, or lets it on, beginning with a keyframe. */
  setStopped(stopped) {
    if (stopped) for (const viewer of this.#viewers) viewer.pause();
    if (this.#stopped && !stopped) this.#publisher?.requestKeyframe();
    this.#stopped = stopped;
  }

  stats() {
    return { codec: this.#publisher?.codec ?? null, viewers: this.#viewers.size, stopped: this.#stopped, ...this.#counts };
  }

  async close() {
    await this.#leave(this.#publisher);
  }

  async #opened(side, offer, close) {
    try {
      return { answer: await side.answer(offer), close };
    } catch (error) {
      await close();
      throw error;
    }
  }

  #pass(from, packet) {
    if (from !== this.#publisher || this.#stopped) return;
    this.#counts.packets++;
    for (const viewer of this.#viewers) viewer.relay(packet);
  }

  async #leave(publisher) {
    const isCurrent = this.#publisher === publisher;
    if (isCurrent) this.#publisher = null;
    await Promise.allSettled([publisher?.close(), isCurrent && this.#dismissViewers()]);
  }

  async #dismissViewers() {
    const viewers = [...this.#viewers];
    this.#viewers.clear();
    await Promise.allSettled(viewers.map((viewer) => viewer.close()));
  }
}
