// SPDX-License-Identifier: Apache-2.0

import { startPeer } from '../lib/peer-process.mjs';

/** The operator's camera: Chromium as a child process. */
export class Publisher {
  #peer;

  static async start(codec) {
    const publisher = new Publisher();
    publisher.#peer = await startPeer('chromium-whip.mjs', '--codec', codec, '--width', '640', '--height', '360', '--fps', '15', '--bitrate', '1000');
    return publisher;
  }

  /** Publishes; resolves, once connected, to a function that ends it. */
  async publish(whipUrl) {
    const response = await this.#peer.request('POST', '/publications', { whipUrl });
    if (response.status !== 201) throw new Error(`publishing failed: ${await response.text()}`);
    const { id } = await response.json();
    return { end: () => this.#peer.request('DELETE', `/publications/${id}`) };
  }

  /** Stops or resumes the media of all that it publishes, while the connections live. */
  async cut(stopped) {
    await this.#peer.control({ media: stopped ? 'stop' : 'run' });
  }

  close() {
    return this.#peer.end();
  }
}
