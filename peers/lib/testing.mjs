// SPDX-License-Identifier: Apache-2.0
// What the self-test needs to drive a peer as the Java tests do.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { RTCPeerConnection, RTCRtpCodecParameters } from 'werift';

/** Starts `script` as a child process; resolves when it has said that it is ready. */
export async function startPeer(script, ...args) {
  const child = spawn(process.execPath, [script, ...args], { cwd: new URL('..', import.meta.url), stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line', { signal: AbortSignal.timeout(40_000) });
  const { port, ...urls } = JSON.parse(line);
  const url = (path) => new URL(path, `http://127.0.0.1:${port}`);
  return {
    ...urls,
    pid: child.pid,
    control: (body) => fetch(url('/control'), { method: 'POST', body: JSON.stringify(body) }),
    request: (method, path, body) => fetch(url(path), { method, body: body && JSON.stringify(body) }),
    stats: async () => (await fetch(url('/stats'))).json(),
    /** Closes standard input, as a parent that dies does; resolves to the exit code. */
    async end() {
      const exited = once(child, 'exit', { signal: AbortSignal.timeout(10_000) });
      child.stdin.end();
      return (await exited)[0];
    },
  };
}

/** Asks every 20 ms until `read` gives something true; fails after `limitMs`. */
export async function eventually(read, limitMs) {
  const until = Date.now() + limitMs;
  for (;;) {
    const value = await read();
    if (value) return value;
    if (Date.now() > until) throw new Error(`not within ${limitMs} ms: ${read}`);
    await delay(20);
  }
}

const FMTP = {
  H264: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
  VP9: 'profile-id=0',
};

/** A WHEP player that keeps the RTP packets it gets and decodes nothing. */
export class RtpPlayer {
  packets = [];
  receivedAtMs = [];
  #peer;
  #track;

  constructor(codec) {
    const rtcpFeedback = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }];
    const video = [new RTCRtpCodecParameters({ mimeType: `video/${codec}`, clockRate: 90_000, rtcpFeedback, parameters: FMTP[codec] })];
    this.#peer = new RTCPeerConnection({ codecs: { video, audio: [] }, iceServers: [] });
    this.#peer.addTransceiver('video', { direction: 'recvonly' });
    this.#peer.onTrack.subscribe((track) => {
      this.#track = track;
      track.onReceiveRtp.subscribe((packet) => {
        this.packets.push(packet);
        this.receivedAtMs.push(Date.now());
      });
    });
  }

  async play(whepUrl) {
    await this.#peer.setLocalDescription(await this.#peer.createOffer());
    const { sdp } = this.#peer.localDescription;
    const response = await fetch(whepUrl, { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: sdp });
    this.answer = await response.text();
    this.sessionUrl = new URL(response.headers.get('location'), response.url);
    await this.#peer.setRemoteDescription({ type: 'answer', sdp: this.answer });
  }

  requestKeyframe() {
    const [{ receiver }] = this.#peer.getTransceivers();
    return receiver.sendRtcpPLI(this.packets.at(-1).header.ssrc);
  }

  /** Ends the session; resolves to the status of the DELETE. */
  async stop() {
    const { status } = await fetch(this.sessionUrl, { method: 'DELETE' });
    await this.#peer.close();
    return status;
  }
}
