// SPDX-License-Identifier: Apache-2.0

import { setTimeout as delay } from 'node:timers/promises';
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket, useOPUS } from 'werift';
import { refuseAudioByDirection } from './sdp.mjs';

const FEEDBACK = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'ccm', parameter: 'fir' }];
/** RFC 5104 §4.3.1. werift raises an event for PLI only. */
const RTCP_PSFB = 206;
const FMT_FIR = 4;
const DTLS_ALERT = 21;
const WARNING_CLOSE_NOTIFY = Buffer.from([1, 0]);
const GATHERING_LIMIT_MS = 5000;
/** A player that never connects must not hold its session for ever: players without a usable answer seldom DELETE. */
const CONNECT_LIMIT_MS = 20_000;

/** The codecs that werift sends and takes here; RTX goes with each. */
export const CODECS = {
  H264: new RTCRtpCodecParameters({
    mimeType: 'video/H264', clockRate: 90_000, rtcpFeedback: FEEDBACK,
    parameters: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
  }),
  VP8: new RTCRtpCodecParameters({ mimeType: 'video/VP8', clockRate: 90_000, rtcpFeedback: FEEDBACK }),
};
const RTX = new RTCRtpCodecParameters({ mimeType: 'video/rtx', clockRate: 90_000 });

/** One WHEP player's peer connection. Frames given to `send` go out, renumbered so that what is withheld leaves no gap. */
export class WeriftSession {
  #peer;
  #track = new MediaStreamTrack({ kind: 'video' });
  #sequenceNumber = Math.floor(Math.random() * 0x8000);
  /** What `relay` adds to the numbers of the packets that it is given. */
  #shift = 0;
  #awaitsKeyframe;
  #dtlsRole;
  #loss;
  #onlyFromPorts;
  #connectTimer;
  #closed = false;
  /** Those of our own offer. werift forgets what BUNDLE makes superfluous, with its socket, when the answer is of no use. */
  #offeredTransports = [];

  /**
   * `onKeyframeRequest` is called for each PLI and FIR. `startsAnywhere` sends from the middle of a GOP;
   * otherwise `onConnected` has to bring about the keyframe that the first frame waits for. `onReport` is given what each RTCP report
   * of the player says of the media: the highest sequence number it has. `dtlsRole` is the one to answer with, `client` by default;
   * `audioFirst` puts an audio section that never sends before the video, which only matters to `offer`. `loss` is { share, packets }: of
   * so many packets that `send` sends first, that share is lost for good. `network` is { loss, jitterMs }: of all datagrams once connected,
   * retransmissions and RTCP too, that share is lost, and each is late by up to so much, whatever was sent before it. With `onlyFromPorts`,
   * [lowest, highest], it hears nothing that comes from another port.
   */
  constructor(codec, {
    startsAnywhere, dtlsRole, iceLite = false, audioFirst = false, loss = { share: 0, packets: 0 }, network = { loss: 0, jitterMs: 0 },
    onlyFromPorts, onConnected, onKeyframeRequest, onReport = () => {}, onClosed,
  }) {
    this.#awaitsKeyframe = !startsAnywhere;
    this.#dtlsRole = dtlsRole;
    this.#loss = { ...loss };
    this.#onlyFromPorts = onlyFromPorts;
    // Opus only because werift refuses an offer with audio that it has no codec for; the answer says inactive.
    // An empty list of ICE servers, because werift's default asks a public one.
    this.#peer = new RTCPeerConnection({ codecs: { video: [CODECS[codec], RTX], audio: [useOPUS()] }, iceServers: [], iceLite });
    if (audioFirst) this.#peer.addTransceiver('audio', { direction: 'sendonly' });
    const { sender } = this.#peer.addTransceiver(this.#track, { direction: 'sendonly' });
    sender.onPictureLossIndication.subscribe(onKeyframeRequest);
    sender.onRtcp.subscribe(({ reports }) => {
      const report = reports?.find(({ ssrc }) => ssrc === sender.ssrc);
      if (report) onReport(report.highestSequence & 0xffff);
    });
    const end = () => {
      onClosed();
      this.close();
    };
    this.#connectTimer = setTimeout(end, CONNECT_LIMIT_MS);
    this.#peer.connectionStateChange.subscribe((state) => {
      if (state === 'connected') {
        clearTimeout(this.#connectTimer);
        if (network.loss || network.jitterMs) this.#disturb(network);
        this.#subscribeToFir(onKeyframeRequest);
        onConnected();
      }
      if (['failed', 'closed', 'disconnected'].includes(state)) end();
    });
  }

  /** Answers `offer` with every candidate in the answer. */
  async answer(offer) {
    await this.#peer.setRemoteDescription({ type: 'offer', sdp: offer });
    if (this.#dtlsRole) for (const transport of this.#peer.dtlsTransports) transport.role = this.#dtlsRole;
    await this.#peer.setLocalDescription(await this.#peer.createAnswer());
    await this.#gathered();
    if (this.#onlyFromPorts) this.#hearOnly(...this.#onlyFromPorts);
    return refuseAudioByDirection(this.#peer.localDescription.sdp);
  }

  /** An offer of ours, with every candidate in it; `accept` takes the answer. */
  async offer() {
    await this.#peer.setLocalDescription(await this.#peer.createOffer());
    this.#offeredTransports = [...this.#peer.iceTransports];
    await this.#gathered();
    return this.#peer.localDescription.sdp;
  }

  /** Takes the answer to `offer`; rejects when it is of no use. */
  async accept(answer) {
    await this.#peer.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  async #gathered() {
    if (this.#peer.iceGatheringState === 'complete') return;
    await this.#peer.iceGatheringStateChange.watch((state) => state === 'complete', GATHERING_LIMIT_MS);
  }

  /** The number that the next packet will have. */
  get nextSequenceNumber() {
    return this.#sequenceNumber;
  }

  /** Sends one frame's packets, unless a keyframe has to come first. Returns whether it did. */
  send(packets) {
    if (this.#peer.connectionState !== 'connected') return false;
    if (this.#awaitsKeyframe && !packets[0].isKey) return false;
    this.#awaitsKeyframe = false;
    for (const { timestamp, marker, payload } of packets) {
      const header = new RtpHeader({ sequenceNumber: this.#sequenceNumber, timestamp, marker, payloadType: 96 });
      this.#sequenceNumber = (this.#sequenceNumber + 1) & 0xffff;
      if (!this.#isLost()) this.#track.writeRtp(new RtpPacket(header, Buffer.from(payload.buffer)));
    }
    return true;
  }

  /** Between the encryption and the socket, where a network is: what werift keeps for retransmissions does not know of it. */
  #disturb({ loss, jitterMs }) {
    const [{ connection }] = this.#peer.iceTransports;
    const { send } = connection;
    connection.send = async (datagram) => {
      if (Math.random() < loss) return;
      await delay(Math.random() * jitterMs);
      await send(datagram).catch(() => {});
    };
  }

  /** A firewall before every socket that was gathered. */
  #hearOnly(lowest, highest) {
    for (const { transport } of this.#peer.iceTransports.flatMap(({ connection }) => connection.protocols)) {
      if (!transport) continue;
      const { onData } = transport;
      transport.onData = (datagram, from) => { if (from[1] >= lowest && from[1] <= highest) onData(datagram, from); };
    }
  }

  #isLost() {
    return this.#loss.packets > 0 && this.#loss.packets-- > 0 && Math.random() < this.#loss.share;
  }

  /**
   * Passes on one packet of somebody else's stream, which starts with a keyframe: { sequenceNumber, timestamp, marker, payload, isKey },
   * `isKey` on the first packet of a keyframe. What is lost or late on the way in stays so on the way out, for the player to ask for.
   */
  relay({ sequenceNumber, timestamp, marker, payload, isKey }) {
    if (this.#peer.connectionState !== 'connected') return;
    if (this.#awaitsKeyframe) {
      if (!isKey) return;
      this.#shift = this.#sequenceNumber - sequenceNumber;
      this.#awaitsKeyframe = false;
    }
    const renumbered = (sequenceNumber + this.#shift) & 0xffff;
    // Only forwards: a retransmission must not set back where the next stretch begins.
    if (((renumbered - this.#sequenceNumber) & 0xffff) < 0x8000) this.#sequenceNumber = (renumbered + 1) & 0xffff;
    this.#track.writeRtp(new RtpPacket(new RtpHeader({ sequenceNumber: renumbered, timestamp, marker, payloadType: 96 }), payload));
  }

  /** Withholds everything until the next keyframe: a decoder that lost frames unnoticed would show rubbish. */
  pause() {
    this.#awaitsKeyframe = true;
  }

  /** Is gone without a word, as a server whose machine has died. */
  async vanish() {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#connectTimer);
    await this.#closePeer();
  }

  async close() {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#connectTimer);
    await this.#sendCloseNotify().catch((error) => console.error('close_notify', error));
    await this.#closePeer();
  }

  async #closePeer() {
    await this.#peer.close();
    await Promise.allSettled(this.#offeredTransports.map((transport) => transport.stop()));
  }

  /** Says goodbye as DTLS asks for (RFC 5246 §7.2.1), which werift 0.24 leaves out: its `send` writes data records only. */
  async #sendCloseNotify() {
    const dtls = this.#peer.dtlsTransports[0]?.dtls;
    if (!dtls || this.#peer.connectionState !== 'connected') return;
    const { cipher } = dtls;
    const encryptPacket = cipher.encryptPacket.bind(cipher);
    cipher.encryptPacket = (packet) => {
      packet.recordLayerHeader.contentType = DTLS_ALERT;
      return encryptPacket(packet);
    };
    await dtls.send(WARNING_CLOSE_NOTIFY);
    // The socket sends on a later turn of the event loop; closed before that, it would send nothing.
    await delay(20);
  }

  #subscribeToFir(onKeyframeRequest) {
    this.#peer.dtlsTransports[0]?.onRtcp.subscribe(({ type, feedback }) => {
      if (type === RTCP_PSFB && feedback?.constructor.count === FMT_FIR) onKeyframeRequest();
    });
  }
}
