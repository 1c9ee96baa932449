// SPDX-License-Identifier: Apache-2.0
// Worker thread: draws the test card by the clock, feeds the encoder, numbers the RTP packets.
// A thread of its own, because SRTP for many sessions would otherwise delay the drawing.

import { parentPort, workerData } from 'node:worker_threads';
import { Card } from './card.mjs';
import { GstPipeline } from './gst-pipeline.mjs';
import { isKeyframe } from './keyframe.mjs';

const TICKS_PER_MS = 90;
/** Two IDRs closer than this would only displace other frames; a later request in the window is served at its end. */
const KEYFRAME_SPACING_MS = 150;

const settings = { ...workerData };
let card;
let pipeline;
/** What was drawn into each frame that the encoder has not given back yet: { epochMs, counter }, by the encoder's number. */
let drawn;
let paused = settings.paused ?? false;
let counter = settings.firstCounter ?? 0;
let droppedTicks = 0;
let sequenceNumber = 0;
let frameIndex = -1;
let isKey = false;
let batch = [];
let lastKeyframeRequestMs = -Infinity;
let keyframeTimer = null;

function start() {
  drawn = new Map();
  frameIndex = -1;
  card = new Card(settings);
  let current;
  const onPacket = (packet) => current === pipeline && forward(packet);
  const onExit = (reason) => current === pipeline && parentPort.postMessage({ failed: reason });
  current = new GstPipeline({ ...settings, gopFrames: Math.round(settings.gop * settings.fps) }, { onPacket, onExit });
  pipeline = current;
  pipeline.written = 0;
}

/** Gives the packet a running sequence number and the time its frame was drawn, both unbroken by a new pipeline. */
function forward(packet) {
  const isFirst = packet.frameIndex !== frameIndex;
  if (isFirst) {
    frameIndex = packet.frameIndex;
    isKey = isKeyframe(settings.codec, packet.payload);
    for (const index of drawn.keys()) if (index < frameIndex) drawn.delete(index);
  }
  const { epochMs, counter: frameCounter } = drawn.get(frameIndex) ?? {};
  batch.push({
    sequenceNumber: sequenceNumber++ & 0xffff,
    timestamp: (epochMs * TICKS_PER_MS) % 2 ** 32 >>> 0,
    counter: frameCounter,
    marker: packet.marker,
    isFirst,
    isKey,
    payload: Uint8Array.from(packet.payload),
  });
  if (packet.marker) {
    parentPort.postMessage({ packets: batch, droppedTicks }, batch.map(({ payload }) => payload.buffer));
    batch = [];
  }
}

/** Takes back the packets of a frame that the old pipeline will not finish, and their sequence numbers. */
function dropHalfFrame() {
  sequenceNumber -= batch.length;
  batch = [];
}

function tick() {
  if (paused) return;
  if (!pipeline.isReady) {
    droppedTicks++;
    return;
  }
  const epochMs = Date.now();
  const picture = card.draw(epochMs, counter);
  drawn.set(pipeline.written++, { epochMs, counter: counter++ });
  pipeline.write(picture);
}

/** Ticks by the monotonic clock without drift; periods that were missed are left out, not made up for. */
function run() {
  const periodMs = 1000 / settings.fps;
  let dueMs = performance.now();
  const next = () => {
    tick();
    dueMs += periodMs;
    if (dueMs < performance.now()) dueMs = performance.now() + periodMs / 2;
    setTimeout(next, dueMs - performance.now());
  };
  next();
}

function requestKeyframe() {
  if (keyframeTimer) return;
  const waitMs = Math.max(0, lastKeyframeRequestMs + KEYFRAME_SPACING_MS - performance.now());
  keyframeTimer = setTimeout(() => {
    keyframeTimer = null;
    lastKeyframeRequestMs = performance.now();
    pipeline.requestKeyframe();
  }, waitMs);
}

parentPort.on('message', async (message) => {
  if (message.keyframe) requestKeyframe();
  if (message.paused !== undefined) ({ paused } = message);
  if (message.size) {
    Object.assign(settings, message.size);
    pipeline.close();
    dropHalfFrame();
    start();
  }
  if (message.close) {
    await pipeline.close();
    process.exit(0);
  }
});

start();
run();
