// SPDX-License-Identifier: Apache-2.0
// Reads the test card out of a JPEG, decoded by GStreamer.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readStrips } from './strips.mjs';

/** Width and height from the frame header (ITU-T T.81, B.2.2). */
export function jpegSize(jpeg) {
  if (jpeg.readUInt16BE(0) !== 0xffd8) throw new Error('not a JPEG');
  for (let at = 2; at + 9 < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1];
    const isFrameHeader = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrameHeader) return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) };
  }
  throw new Error('a JPEG without frame header');
}

async function luma(jpeg) {
  const gst = spawn('gst-launch-1.0', ['-q', 'fdsrc', 'fd=0', '!', 'jpegdec', '!', 'videoconvert', '!', 'video/x-raw,format=GRAY8', '!', 'fdsink', 'fd=1'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const chunks = [];
  gst.stdout.on('data', (chunk) => chunks.push(chunk));
  gst.stdin.on('error', () => {});
  gst.stdin.end(jpeg);
  const [code] = await once(gst, 'close');
  if (code !== 0) throw new Error('the JPEG could not be decoded');
  return Buffer.concat(chunks);
}

/** Resolves to { width, height, counter, epochMs }, without counter and epochMs where no card can be read. */
export async function readCard(jpeg) {
  const { width, height } = jpegSize(jpeg);
  const pixels = await luma(jpeg);
  // GStreamer's rows begin at multiples of four bytes.
  const stride = Math.ceil(width / 4) * 4;
  return { width, height, ...readStrips((x, y) => pixels[y * stride + x], width, height) };
}
