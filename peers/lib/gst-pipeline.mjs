// SPDX-License-Identifier: Apache-2.0
// One GStreamer child process: raw pictures in, RTP out, PLI in.

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Payload of one RTP packet in bytes: below the 1280 bytes that every IPv6 path carries, SRTP and headers included. */
const MTU = 1200;
const SSRC = 0x51470001;
/** Any value that is not the media's own SSRC: rtpbin looks up who asks, and falls back to the media source. */
const FEEDBACK_SSRC = 0x51470002;
const CLOCK_RATE = 90_000;

/** Encoders without look-ahead, threads or B-frames: each picture leaves before the next one comes. */
const ENCODERS = {
  H264: ({ bitrate, gopFrames }) => [
    'x264enc', 'tune=zerolatency', 'speed-preset=ultrafast', 'threads=1', 'sliced-threads=false', 'bframes=0',
    'cabac=false', 'dct8x8=false', 'aud=false', `bitrate=${bitrate}`, `key-int-max=${gopFrames}`, 'option-string=scenecut=0',
    '!', 'video/x-h264,profile=constrained-baseline,stream-format=byte-stream',
    '!', 'rtph264pay', 'config-interval=-1', 'aggregate-mode=zero-latency',
  ],
  VP8: ({ bitrate, gopFrames }) => [
    'vp8enc', 'deadline=1', 'cpu-used=8', 'threads=1', 'lag-in-frames=0', 'end-usage=cbr', 'error-resilient=default',
    `target-bitrate=${bitrate * 1000}`, `keyframe-max-dist=${gopFrames}`, 'keyframe-mode=auto',
    'buffer-size=600', 'buffer-initial-size=300', 'buffer-optimal-size=400', 'min-quantizer=4', 'max-quantizer=56',
    '!', 'rtpvp8pay',
  ],
};

/** Arguments of gst-launch-1.0; file descriptors: 0 pictures in, 3 RTP out, 4 RTCP in, both framed after RFC 4571. */
function launchArguments({ codec, width, height, fps, bitrate, gopFrames }) {
  // Colorimetry is named because GStreamer would write BT.709 into the H264 stream from 720 lines upwards.
  const caps = `video/x-raw,format=I420,width=${width},height=${height},framerate=${fps}/1,colorimetry=bt601`;
  return [
    '-q', 'rtpbin', 'name=bin',
    'fdsrc', 'fd=0', 'blocksize=262144', '!', caps, '!', 'rawvideoparse', 'use-sink-caps=true',
    '!', ...ENCODERS[codec]({ bitrate, gopFrames }), `mtu=${MTU}`, 'pt=96', `ssrc=${SSRC}`, 'timestamp-offset=0',
    '!', 'bin.send_rtp_sink_0',
    'bin.send_rtp_src_0', '!', 'rtpstreampay', '!', 'fdsink', 'fd=3', 'sync=false', 'async=false',
    'fdsrc', 'fd=4', '!', 'application/x-rtcp-stream', '!', 'rtpstreamdepay', '!', 'bin.recv_rtcp_sink_0',
  ];
}

/** A picture loss indication in a compound packet behind an empty receiver report (RFC 4585 §6.3.1), framed. */
function framedPli() {
  const packet = Buffer.alloc(2 + 8 + 12);
  packet.writeUInt16BE(20, 0);
  packet.set([0x80, 201, 0, 1], 2);
  packet.writeUInt32BE(FEEDBACK_SSRC, 6);
  packet.set([0x81, 206, 0, 2], 10);
  packet.writeUInt32BE(FEEDBACK_SSRC, 14);
  packet.writeUInt32BE(SSRC, 18);
  return packet;
}

/** Splits a byte stream into the packets of RFC 4571: two bytes of length, then the packet. */
export function unframer(onPacket) {
  let pending = Buffer.alloc(0);
  return (chunk) => {
    pending = pending.length ? Buffer.concat([pending, chunk]) : chunk;
    let at = 0;
    while (pending.length - at >= 2) {
      const end = at + 2 + pending.readUInt16BE(at);
      if (end > pending.length) break;
      onPacket(pending.subarray(at + 2, end));
      at = end;
    }
    pending = pending.subarray(at);
  };
}

/** Runs one encoder. Packets reach `onPacket` as { frameIndex, marker, payload }, frames numbered from 0 as they were written. */
export class GstPipeline {
  #child;
  #busy = false;
  #closed = false;

  constructor(settings, { onPacket, onExit }) {
    this.#child = spawn('gst-launch-1.0', launchArguments(settings), { stdio: ['pipe', 'ignore', 'inherit', 'pipe', 'pipe'] });
    this.#child.on('error', (error) => onExit(error.message));
    this.#child.on('exit', (code, signal) => this.#closed || onExit(`gst-launch-1.0 ended (${code ?? signal})`));
    // Pipes break when the child goes first; its exit is what gets reported.
    for (const stream of this.#child.stdio) stream?.on('error', () => {});
    this.#child.stdio[3].on('data', unframer((packet) => {
      if (this.#closed) return;
      const frameIndex = Math.round((packet.readUInt32BE(4) * settings.fps) / CLOCK_RATE);
      onPacket({ frameIndex, marker: packet[1] >= 0x80, payload: packet.subarray(12) });
    }));
  }

  /** False while the previous picture is still being written: the next one is to be dropped, not queued. */
  get isReady() {
    return !this.#busy && !this.#closed;
  }

  /** Writes a picture. The buffer belongs to the pipeline until `isReady` again. */
  write(picture) {
    this.#busy = true;
    this.#child.stdin.write(picture, () => { this.#busy = false; });
  }

  requestKeyframe() {
    if (!this.#closed) this.#child.stdio[4].write(framedPli());
  }

  /** Ends the child at once; resolves when it is gone. */
  async close() {
    this.#closed = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }
}
