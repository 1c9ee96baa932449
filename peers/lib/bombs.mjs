// SPDX-License-Identifier: Apache-2.0
// Pictures and packets that are meant to hurt whoever decodes them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createSocket } from 'node:dgram';
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { unframer } from './gst-pipeline.mjs';

const ENCODE_LIMIT_MS = 60_000;
const TICKS_PER_MS = 90;
const RTP_HEADER_BYTES = 12;
const PACKET_BYTES = 1000;
/** What a flood sends at once, at most, however late its timer comes. */
const BURST_MS = 50;
const FLOOD_TICK_MS = 5;

const ENCODERS = {
  H264: ['x264enc', 'tune=zerolatency', 'speed-preset=ultrafast', 'threads=1', '!', 'video/x-h264,profile=constrained-baseline,stream-format=byte-stream',
    '!', 'rtph264pay', 'config-interval=-1', 'aggregate-mode=zero-latency'],
  VP8: ['vp8enc', 'deadline=1', 'cpu-used=16', 'threads=1', '!', 'rtpvp8pay'],
};

/** RTP payloads of one black keyframe of any size: some kilobytes, however many pixels. */
async function keyframe(codec, width, height) {
  const caps = `video/x-raw,format=I420,width=${width},height=${height},framerate=1/1`;
  const child = spawn('gst-launch-1.0', ['-q', 'videotestsrc', 'num-buffers=1', 'pattern=black', '!', caps, '!', ...ENCODERS[codec],
    'mtu=1200', '!', 'rtpstreampay', '!', 'fdsink', 'fd=1'], { stdio: ['ignore', 'pipe', 'inherit'], timeout: ENCODE_LIMIT_MS });
  const payloads = [];
  child.stdout.on('data', unframer((packet) => payloads.push(Uint8Array.from(packet.subarray(RTP_HEADER_BYTES)))));
  const [code] = await once(child, 'close');
  if (code !== 0 || payloads.length === 0) throw new RangeError(`${codec} cannot be ${width}x${height}`);
  return payloads;
}

/** The packets of a frame as sessions take them, at a time in ms. */
const packetsOf = (payloads, atMs) => payloads.map((payload, i) => ({
  timestamp: (atMs * TICKS_PER_MS) % 2 ** 32 >>> 0, marker: i === payloads.length - 1, isKey: true, payload,
}));

/** A source of keyframes only: `sizes` in turn, `fps` of them a second. */
class Keyframes {
  #frames;
  #fps;

  constructor(frames, fps) {
    this.#frames = frames;
    this.#fps = fps;
  }

  async run(session, signal) {
    for (let i = 0; !signal.aborted; i++) {
      session.send(packetsOf(this.#frames[i % this.#frames.length], Date.now()));
      await delay(1000 / this.#fps);
    }
  }
}

/** So many packets a second by a bucket that holds 50 ms of them; `send` sends one. */
async function flood(packetsPerSecond, signal, send) {
  let lastMs = performance.now();
  let tokens = 0;
  while (!signal.aborted) {
    const nowMs = performance.now();
    tokens = Math.min(tokens + ((nowMs - lastMs) * packetsPerSecond) / 1000, (BURST_MS * packetsPerSecond) / 1000);
    lastMs = nowMs;
    for (; tokens >= 1; tokens--) send();
    await delay(FLOOD_TICK_MS);
  }
}

/** A small picture first, so that the feed is live, then packets of the stream whose payload is noise. */
class GarbagePackets {
  #frame;
  #packetsPerSecond;
  #payload = new Uint8Array(randomBytes(PACKET_BYTES));

  constructor(frame, packetsPerSecond) {
    this.#frame = frame;
    this.#packetsPerSecond = packetsPerSecond;
  }

  async run(session, signal) {
    session.send(packetsOf(this.#frame, Date.now()));
    await flood(this.#packetsPerSecond, signal, () => session.send([{
      timestamp: (Date.now() * TICKS_PER_MS) % 2 ** 32 >>> 0, marker: false, isKey: true, payload: this.#payload,
    }]));
  }
}

/** The same picture again and again, as many packets a second as asked for: each of them one to decode. */
class ValidPackets {
  #frame;
  #packetsPerSecond;

  constructor(frame, packetsPerSecond) {
    this.#frame = frame;
    this.#packetsPerSecond = packetsPerSecond;
  }

  async run(session, signal) {
    let atMs = Date.now();
    const perFrame = this.#frame.length;
    await flood(this.#packetsPerSecond / perFrame, signal, () => session.send(packetsOf(this.#frame, atMs++)));
  }
}

/** Datagrams that are nothing, from anybody, to the ports that the offer names, beside a picture that is in order. */
class StrayDatagrams {
  #frame;
  #packetsPerSecond;

  constructor(frame, packetsPerSecond) {
    this.#frame = frame;
    this.#packetsPerSecond = packetsPerSecond;
  }

  async run(session, signal, offer) {
    const [, address, port] = /^a=candidate:\S+ \d udp \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host/im.exec(offer) ?? [];
    const socket = createSocket('udp4');
    const noise = randomBytes(PACKET_BYTES);
    const pictures = new Keyframes([this.#frame], 10).run(session, signal);
    if (port) await flood(this.#packetsPerSecond, signal, () => socket.send(noise, Number(port), address, () => {}));
    await pictures;
    socket.close();
  }
}

/** What `{ bomb, codec, width, height, sizes, fps, packetsPerSecond }` stands for; `run(session, signal, offer)` sends it. */
export async function bombOf({ bomb, codec = 'VP8', width = 320, height = 180, sizes = 16, fps = 10, packetsPerSecond = 30_000 }) {
  const small = () => keyframe(codec, 320, 180);
  switch (bomb) {
    case 'picture': return new Keyframes([await keyframe(codec, width, height)], fps);
    case 'resizing': {
      const frames = [];
      for (let i = 0; i < sizes; i++) frames.push(await keyframe(codec, width + 16 * i, height + 16 * i));
      return new Keyframes(frames, fps);
    }
    case 'garbage': return new GarbagePackets(await small(), packetsPerSecond);
    case 'valid': return new ValidPackets(await small(), packetsPerSecond);
    case 'stray': return new StrayDatagrams(await small(), packetsPerSecond);
    default: throw new RangeError(`no such bomb: ${bomb}`);
  }
}
