// SPDX-License-Identifier: Apache-2.0

const NAL_IDR = 5;
const NAL_SPS = 7;
const NAL_STAP_A = 24;
const NAL_FU_A = 28;

function isH264Keyframe(payload) {
  const type = payload[0] & 0x1f;
  if (type === NAL_STAP_A) return (payload[3] & 0x1f) === NAL_SPS;
  if (type === NAL_FU_A) return (payload[1] & 0x9f) === (0x80 | NAL_IDR);
  return type === NAL_SPS || type === NAL_IDR;
}

/** Bytes of the payload descriptor (RFC 7741 §4.2): browsers send the extended one, GStreamer the single byte. */
function vp8DescriptorBytes(payload) {
  if (!(payload[0] & 0x80)) return 1;
  const extensions = payload[1];
  const pictureId = extensions & 0x80 ? 1 + (payload[2] >> 7) : 0;
  return 2 + pictureId + (extensions & 0x40 ? 1 : 0) + (extensions & 0x30 ? 1 : 0);
}

/** The first packet of the first partition says in its frame header whether it is a key frame (RFC 7741 §4.3). */
function isVp8Keyframe(payload) {
  const isFrameStart = (payload[0] & 0x17) === 0x10;
  return isFrameStart && (payload[vp8DescriptorBytes(payload)] & 1) === 0;
}

/** Whether the first RTP payload of a frame begins a keyframe (RFC 6184 §5.2; RFC 7741 §4.3). */
export const isKeyframe = (codec, payload) => (codec === 'H264' ? isH264Keyframe(payload) : isVp8Keyframe(payload));
