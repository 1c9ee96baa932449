// SPDX-License-Identifier: Apache-2.0
// Plain text operations on SDP: choosing one codec in an offer, spoiling an answer on demand.

const splitSections = (sdp) => sdp.replace(/\r\n/g, '\n').trimEnd().split(/\n(?=m=)/);
const joinSections = (sections) => `${sections.join('\n').replace(/\n/g, '\r\n')}\r\n`;

/** Fmtp parameters that fit what is sent, best first. A plain baseline decoder (42001f) takes constrained baseline as well. */
const PROFILES = {
  H264: [/^(?=.*packetization-mode=1)(?=.*profile-level-id=42[ce]0)/i, /^(?=.*packetization-mode=1)(?=.*profile-level-id=4200)/i],
  VP9: [/profile-id=0/, /^$/],
  AV1: [/profile=0/, /^(?!.*profile=)/],
};

const fmtpOf = (section, payloadType) => section.match(new RegExp(`^a=fmtp:${payloadType} (.*)$`, 'm'))?.[1] ?? '';

/** Payload types of `codec` in the section, those that fit best first. */
function payloadTypesOf(section, codec) {
  const types = [...section.matchAll(/^a=rtpmap:(\d+) ([\w-]+)\//gm)].filter((map) => map[2].toUpperCase() === codec).map((map) => map[1]);
  return (PROFILES[codec] ?? [/^/]).flatMap((profile) => types.filter((type) => profile.test(fmtpOf(section, type))));
}

function keepPayloadTypes(section, kept) {
  const lines = section.split('\n').filter((line) => {
    const type = line.match(/^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /)?.[1];
    return !type || kept.includes(type);
  });
  lines[0] = [...lines[0].split(' ').slice(0, 3), ...kept].join(' ');
  return lines.join('\n');
}

/**
 * Leaves exactly one video codec, with its RTX, in an offer, so that whoever answers it has no choice.
 *
 * @returns the offer, or null when no video section offers the codec in a profile that we send
 */
export function offerOnly(offer, codec) {
  let found = false;
  const sections = splitSections(offer).map((section) => {
    if (!section.startsWith('m=video')) return section;
    const [chosen] = payloadTypesOf(section, codec);
    if (!chosen) return section;
    found = true;
    const rtx = payloadTypesOf(section, 'RTX').filter((type) => fmtpOf(section, type) === `apt=${chosen}`);
    return keepPayloadTypes(section, [chosen, ...rtx]);
  });
  return found ? joinSections(sections) : null;
}

/**
 * Turns the refusal of audio from port 0 into port 9 and inactive. werift 0.24 leaves a refused first section in the
 * BUNDLE group, and libwebrtc then takes the whole group as refused (RFC 9143 §7.3.3).
 */
export const refuseAudioByDirection = (answer) => answer.replace(/^m=audio 0 /gm, 'm=audio 9 ');

const onVideo = (sdp, change) => joinSections(splitSections(sdp).map((section) => (section.startsWith('m=video') ? change(section) : section)));

/** Ways to spoil an answer, by the name that the control `body` takes. */
export const SPOILED = {
  garbage: () => '<html>It works!</html>',
  empty: () => '',
  'no-video': (sdp) => joinSections(splitSections(sdp).filter((section) => !section.startsWith('m=video'))),
  'port-zero': (sdp) => onVideo(sdp, (section) => section.replace(/^m=video \d+/, 'm=video 0')),
  inactive: (sdp) => onVideo(sdp, (section) => section.replace(/^a=(sendonly|sendrecv|recvonly)$/m, 'a=inactive')),
  actpass: (sdp) => sdp.replace(/^a=setup:\w+/gm, 'a=setup:actpass'),
};
