// SPDX-License-Identifier: Apache-2.0

const NAL_IDR = 5;
const NAL_SPS = 7;
const NAL_STAP_A = 24;
const NAL_FU_A = 28;

function isH264Keyframe(payload) {
  const type = payload[0] & 0x1f;
  if (type === NAL_STAP_A) return (payload[3] & 0x1f) === NAL_SPS;
  if (type === NAL_FU_A) return (payload[1] & 0x1f) === NAL_IDR;
  return type === NAL_SPS || type === NAL_IDR;
}

/** The encoder sends no extended payload descriptor, so the frame header is the second byte (RFC 7741 §4.2, §4.3). */
const isVp8Keyframe = (payload) => (payload[0] & 0x90) === 0x10 && (payload[1] & 1) === 0;

/** Whether the first RTP payload of a frame begins a keyframe (RFC 6184 §5.2; RFC 7741 §4.3). */
export const isKeyframe = (codec, payload) => (codec === 'H264' ? isH264Keyframe(payload) : isVp8Keyframe(payload));
