// SPDX-License-Identifier: Apache-2.0

import { RTCPeerConnection, RTCRtpCodecParameters, useOPUS, useTransportWideCC, useTWCC } from 'werift';
import { isKeyframe } from './keyframe.mjs';
import { offerOnly, refuseAudioByDirection } from './sdp.mjs';
import { CODECS } from './werift-session.mjs';

const GATHERING_LIMIT_MS = 5000;
const CONNECT_LIMIT_MS = 20_000;

/** The codec of ours that comes first in an offer, or null. */
function preferredCodec(offer) {
  const names = [...offer.matchAll(/^a=rtpmap:\d+ (\w+)\//gm)].map(([, name]) => name.toUpperCase());
  return names.find((name) => CODECS[name] && offerOnly(offer, name)) ?? null;
}

/** One WHIP publisher's peer connection: takes its video in H264 or VP8, whichever it prefers, and asks it for keyframes. */
export class WeriftPublisher {
  #peer;
  #receiver;
  #ssrc;
  #connectTimer;
  #closed = false;

  /** @returns a publisher, or null when the offer has no codec of ours */
  static for(offer, events) {
    const codec = preferredCodec(offer);
    return codec && new WeriftPublisher(codec, events);
  }

  /**
   * `onPacket` gets { sequenceNumber, timestamp, marker, payload, isKey } of each packet as it comes, late and repeated ones too;
   * `onClosed` is called when its connection is over, whoever ended it.
   */
  constructor(codec, { onPacket, onClosed }) {
    this.codec = codec;
    // No RTX: what is asked for again then comes under its own number. Transport-wide feedback lets a browser's bitrate grow.
    const video = new RTCRtpCodecParameters({ ...CODECS[codec], rtcpFeedback: [...CODECS[codec].rtcpFeedback, useTWCC()] });
    this.#peer = new RTCPeerConnection({
      codecs: { video: [video], audio: [useOPUS()] },
      headerExtensions: { video: [useTransportWideCC()], audio: [] },
      iceServers: [],
    });
    this.#peer.onTrack.subscribe((track) => this.#receive(track, onPacket));
    const end = () => {
      onClosed();
      this.close();
    };
    this.#connectTimer = setTimeout(end, CONNECT_LIMIT_MS);
    this.#peer.connectionStateChange.subscribe((state) => {
      if (state === 'connected') clearTimeout(this.#connectTimer);
      if (['failed', 'closed', 'disconnected'].includes(state)) end();
    });
  }

  /** Answers `offer` with every candidate in the answer. */
  async answer(offer) {
    await this.#peer.setRemoteDescription({ type: 'offer', sdp: offerOnly(offer, this.codec) });
    const transceiver = this.#peer.getTransceivers().find(({ kind }) => kind === 'video');
    transceiver.setDirection('recvonly');
    this.#receiver = transceiver.receiver;
    await this.#peer.setLocalDescription(await this.#peer.createAnswer());
    if (this.#peer.iceGatheringState !== 'complete') {
      await this.#peer.iceGatheringStateChange.watch((state) => state === 'complete', GATHERING_LIMIT_MS);
    }
    return refuseAudioByDirection(this.#peer.localDescription.sdp);
  }

  requestKeyframe() {
    if (this.#ssrc === undefined || this.#closed) return;
    this.#receiver.sendRtcpPLI(this.#ssrc).catch((error) => console.error('PLI', error));
  }

  async close() {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#connectTimer);
    await this.#peer.close();
  }

  #receive(track, onPacket) {
    if (track.kind !== 'video') return;
    track.onReceiveRtp.subscribe(({ header, payload }) => {
      this.#ssrc = header.ssrc;
      // Padding alone, which browsers send to probe, is no media; its number stays a gap that nobody misses for long.
      const { sequenceNumber, timestamp, marker } = header;
      onPacket({ sequenceNumber, timestamp, marker, payload, isKey: payload.length > 0 && isKeyframe(this.codec, payload) });
    });
  }
}
