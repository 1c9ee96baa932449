// SPDX-License-Identifier: Apache-2.0
// Runs in a Chromium page.

import { Card } from './card.mjs';

const COLOR_SPACE = { primaries: 'smpte170m', transfer: 'smpte170m', matrix: 'smpte170m', fullRange: false };

/** A track of I420 test cards in BT.601 limited range, as a camera delivers them. */
export class FrameSource {
  #card;
  #bars;
  #writer;

  constructor({ width, height, bars }) {
    this.#bars = bars;
    this.resize(width, height);
    this.track = new MediaStreamTrackGenerator({ kind: 'video' });
    this.#writer = this.track.writable.getWriter();
  }

  resize(width, height) {
    this.#card = new Card({ width, height, bars: this.#bars });
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
      format: 'I420', codedWidth: width, codedHeight: height, layout, timestamp: epochMs * 1000, colorSpace: COLOR_SPACE,
    }));
  }
}
