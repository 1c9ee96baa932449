// SPDX-License-Identifier: Apache-2.0
// Runs in a Chromium page: a WHEP player that reads the test card out of decoded frames.

import { readStrips } from './strips.mjs';

let peer;
let sessionUrl;
const seen = [];

async function watch(track) {
  const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable.getReader();
  for (;;) {
    const { value: frame, done } = await reader.read();
    if (done) return;
    const { width, height } = frame.visibleRect;
    const pixels = new Uint8Array(frame.allocationSize());
    const [luma, u, v] = await frame.copyTo(pixels);
    const card = readStrips((x, y) => pixels[luma.offset + y * luma.stride + x], width, height);
    const barAt = (i) => {
      const x = Math.floor(((i + 0.5) * width) / 8);
      const y = Math.floor((height * 13) / 16);
      const chroma = (plane) => pixels[plane.offset + (y >> 1) * plane.stride + (x >> 1)];
      return [pixels[luma.offset + y * luma.stride + x], chroma(u), chroma(v)];
    };
    seen.push({ ...card, width, height, ageMs: card && Date.now() - card.epochMs, format: frame.format, bars: [0, 1, 2, 3, 4, 5, 6, 7].map(barAt), matrix: frame.colorSpace.matrix + (frame.colorSpace.fullRange ? ' full' : ' limited') });
    frame.close();
  }
}

/** Plays `whepUrl`; resolves when the answer is applied. */
globalThis.play = async (whepUrl) => {
  peer = new RTCPeerConnection();
  peer.ontrack = ({ track, receiver }) => {
    receiver.jitterBufferTarget = 0;
    globalThis.lastTrack = track;
    watch(track);
  };
  peer.addTransceiver('video', { direction: 'recvonly' });
  await peer.setLocalDescription();
  const response = await fetch(whepUrl, { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: peer.localDescription.sdp });
  sessionUrl = new URL(response.headers.get('location'), response.url);
  await peer.setRemoteDescription({ type: 'answer', sdp: await response.text() });
  return response.status;
};

/** Takes the frames seen since the last call: { counter, epochMs, ageMs, width, height, bars } with Y, Cb, Cr for each bar. */
globalThis.takeFrames = () => seen.splice(0);

globalThis.inboundVideo = async () => {
  const stats = [...(await peer.getStats()).values()];
  const inbound = stats.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video') ?? {};
  return { ...inbound, codec: stats.find(({ id }) => id === inbound.codecId) };
};

globalThis.stop = async () => {
  peer.close();
  return (await fetch(sessionUrl, { method: 'DELETE' })).status;
};

globalThis.peerState = () => peer.connectionState;
