// SPDX-License-Identifier: Apache-2.0
// Runs in a Chromium page: sends the test card to every WHEP player, or to WHIP servers.

import { FrameSource } from './frame-source.mjs';

const GATHERING_LIMIT_MS = 5000;
const CONNECT_LIMIT_MS = 20_000;

/** Sessions by number: { peer, sender }, without sender when the session is silent. */
const peers = new Map();
let source;
let maxBitrate;
let isStopped = false;
let past = { framesSent: 0, plis: 0 };

/** Draws by the monotonic clock without drift; missed periods are left out. */
function run(fps) {
  const periodMs = 1000 / fps;
  let counter = 0;
  let dueMs = performance.now();
  const next = () => {
    source.draw(Date.now(), counter++);
    dueMs = Math.max(dueMs + periodMs, performance.now());
    setTimeout(next, dueMs - performance.now());
  };
  next();
}

async function outbound(peer) {
  const stats = [...(await peer.getStats()).values()].filter(({ type }) => type === 'outbound-rtp');
  const sum = (field) => stats.reduce((total, stat) => total + (stat[field] ?? 0), 0);
  return { framesSent: sum('framesSent'), plis: sum('pliCount') + sum('firCount') };
}

async function gathered(peer) {
  const limit = Date.now() + GATHERING_LIMIT_MS;
  while (peer.iceGatheringState !== 'complete' && Date.now() < limit) await new Promise((done) => { setTimeout(done, 10); });
  return peer.localDescription.sdp;
}

globalThis.camera = {
  start(settings) {
    maxBitrate = settings.bitrate * 1000;
    source = new FrameSource(settings);
    run(settings.fps);
  },

  resize(width, height) {
    source.resize(width, height);
  },

  /** Answers an offer that has one video codec left; resolves to the SDP with all candidates. */
  async answer(id, offer, isSilent) {
    const peer = new RTCPeerConnection();
    peers.set(id, { peer });
    const end = () => this.close(id).then(() => globalThis.sessionClosed(id));
    const connectTimer = setTimeout(end, CONNECT_LIMIT_MS);
    peer.onconnectionstatechange = () => {
      if (peer.connectionState === 'connected') clearTimeout(connectTimer);
      if (['failed', 'closed'].includes(peer.connectionState)) end();
    };
    await peer.setRemoteDescription({ type: 'offer', sdp: offer });
    const transceiver = peer.getTransceivers().find(({ receiver }) => receiver.track.kind === 'video');
    transceiver.direction = 'sendonly';
    if (!isSilent) peers.get(id).sender = transceiver.sender;
    if (!isSilent && !isStopped) await transceiver.sender.replaceTrack(source.track);
    await peer.setLocalDescription();
    const sdp = await gathered(peer);
    await this.limit(transceiver.sender);
    return sdp;
  },

  /** Offers the camera in one codec; resolves to the SDP with all candidates. */
  async offer(id, codec) {
    const peer = new RTCPeerConnection();
    peers.set(id, { peer });
    peer.onconnectionstatechange = () => {
      if (peer.connectionState === 'failed') this.close(id).then(() => globalThis.sessionClosed(id));
    };
    const transceiver = peer.addTransceiver('video', { direction: 'sendonly' });
    const { codecs } = RTCRtpSender.getCapabilities('video');
    transceiver.setCodecPreferences(codecs.filter(({ mimeType }) => mimeType.toUpperCase() === `VIDEO/${codec}`));
    peers.get(id).sender = transceiver.sender;
    if (!isStopped) await transceiver.sender.replaceTrack(source.track);
    await peer.setLocalDescription();
    return gathered(peer);
  },

  /** Takes the answer to an offer of ours; resolves when the connection stands. */
  async accept(id, answer) {
    const { peer, sender } = peers.get(id);
    await peer.setRemoteDescription({ type: 'answer', sdp: answer });
    await this.limit(sender, 'maintain-resolution');
    const limit = Date.now() + CONNECT_LIMIT_MS;
    while (peer.connectionState !== 'connected') {
      if (peer.connectionState === 'failed' || Date.now() > limit) throw new Error(`not connected: ${peer.connectionState}`);
      await new Promise((done) => { setTimeout(done, 10); });
    }
  },

  /** With `degradation` a card keeps the size it was drawn in: one that the browser scaled may not be readable. */
  async limit(sender, degradation) {
    const parameters = sender.getParameters();
    if (degradation) parameters.degradationPreference = degradation;
    for (const encoding of parameters.encodings) encoding.maxBitrate = maxBitrate;
    await sender.setParameters(parameters);
  },

  /** Stops or resumes the media of all sessions; a disabled track would send black frames instead of nothing. */
  async setStopped(stopped) {
    isStopped = stopped;
    for (const { sender } of peers.values()) await sender?.replaceTrack(stopped ? null : source.track);
  },

  /** Ends a session if it is still there. */
  async close(id) {
    const entry = peers.get(id);
    if (!entry) return;
    peers.delete(id);
    const sent = await outbound(entry.peer);
    past = { framesSent: past.framesSent + sent.framesSent, plis: past.plis + sent.plis };
    entry.peer.close();
  },

  async stats() {
    const all = await Promise.all([...peers.values()].map(({ peer }) => outbound(peer)));
    return all.reduce((sum, one) => ({ framesSent: sum.framesSent + one.framesSent, plis: sum.plis + one.plis }), past);
  },
};
