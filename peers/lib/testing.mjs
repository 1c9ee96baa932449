// SPDX-License-Identifier: Apache-2.0
// A player for the self-test.

import { RTCPeerConnection, RTCRtpCodecParameters } from 'werift';

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
