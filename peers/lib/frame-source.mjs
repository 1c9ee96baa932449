// SPDX-License-Identifier: Apache-2.0
// Runs in a Chromium page.

import { Card } from './card.mjs';

const COLOR_SPACES = {
  'bt601-limited': { primaries: 'smpte170m', transfer: 'smpte170m', matrix: 'smpte170m', fullRange: false },
  'bt709-full': { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: true },
};

/**
 * A track of I420 test cards: in BT.601 limited range as a camera delivers them, or in another colour space. Their planes are sent as they are;
 * of a canvas, the browser's version decides.
 */
export class FrameSource {
  #card;
  #bars;
  #color;
  #writer;

  constructor({ width, height, bars, color }) {
    this.#bars = bars;
    this.#color = color;
    this.resize(width, height);
    this.track = new MediaStreamTrackGenerator({ kind: 'video' });
    this.#writer = this.track.writable.getWriter();
  }

  resize(width, height) {
    this.#card = new Card({ width, height, bars: this.#bars, color: this.#color });
  }

  draw(epochMs, counter) {
    const { width, height, planes } = this.#card;
    const layout = [
      { offset: 0, stride: planes.lumaStride },
      { offset: planes.u, stride: planes.chromaStride },
      { offset: planes.v, stride: planes.chromaStride },
    ];
    const picture = this.#card.draw(epochMs, counter);
    this.#writer.write(new VideoFrame(picture, {
      format: 'I420', codedWidth: width, codedHeight: height, layout, timestamp: epochMs * 1000, colorSpace: COLOR_SPACES[this.#color],
    }));
  }
}
