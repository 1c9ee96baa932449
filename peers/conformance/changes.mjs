// SPDX-License-Identifier: Apache-2.0
// Changes to the text of an answer or an offer of the server. The first argument has lines that end with CR LF.

import { SPOILED } from '../lib/sdp.mjs';

const lines = (sdp) => sdp.trimEnd().split('\r\n');
const joined = (all) => `${all.join('\r\n')}\r\n`;
/** Adds lines behind the last candidate of each section. */
const behindCandidates = (sdp, added) => joined(lines(sdp).flatMap((line, i, all) => (
  line.startsWith('a=candidate:') && !all[i + 1]?.startsWith('a=candidate:') ? [line, ...added(line)] : [line])));

export const setup = (role) => (sdp) => sdp.replace(/^a=setup:\w+/gm, `a=setup:${role}`);
export const direction = (from, to) => (sdp) => sdp.replace(new RegExp(`^a=${from}\r$`, 'gm'), `a=${to}\r`);
export const port = (number) => (sdp) => sdp.replace(/^m=video \d+/m, `m=video ${number}`);
export const withoutVideo = SPOILED['no-video'];
export const bareNewlines = (sdp) => sdp.replace(/\r\n/g, '\n');

export const unknownAttributes = (sdp) => joined(lines(sdp).flatMap((line) => (
  line.startsWith('m=') ? [line, 'b=AS:4000', 'a=x-camera:7', 'a=quality:10'] : [line])).map((line, i) => (i === 2 ? `${line}\r\ni=a test card` : line)));

/** Moves the video to a payload type that the offer does not have. */
export const foreignPayloadType = (sdp, offered) => {
  const type = lines(sdp).find((line) => line.startsWith('m=video')).split(' ')[3];
  const [video] = offered.match(/^m=video.*$/m);
  let foreign = 35;
  while (video.split(/\s/).includes(String(foreign))) foreign++;
  return joined(lines(sdp).map((line) => (line.startsWith('m=video')
    ? line.replace(new RegExp(` ${type}\\b`), ` ${foreign}`)
    : line.replace(new RegExp(`^(a=(?:rtpmap|fmtp|rtcp-fb):)${type} `), `$1${foreign} `).replace(`apt=${type}`, `apt=${foreign}`))));
};

export const duplicateCandidates = (sdp) => joined(lines(sdp).flatMap((line) => (line.startsWith('a=candidate:') ? [line, line] : [line])));

/** For RTCP on its own, which nobody uses beside rtcp-mux (RFC 5761). */
export const secondComponent = (sdp) => behindCandidates(sdp, (line) => [line.replace(/^(a=candidate:\S+) 1 /, '$1 2 ')]);

/** ICE over TCP (RFC 6544), to a port where nobody listens. */
export const passiveTcp = (sdp) => behindCandidates(sdp, (line) => {
  const [foundation, , , , address] = line.split(' ');
  return [`${foundation}9 1 tcp 1518280447 ${address} 9 typ host tcptype passive`];
});

/** Puts the last candidate behind the line that says that there are no more. */
export const afterTheEnd = (sdp) => {
  const all = lines(sdp).filter((line) => line !== 'a=end-of-candidates');
  const last = all.findLastIndex((line) => line.startsWith('a=candidate:'));
  return joined([...all.slice(0, last), 'a=end-of-candidates', ...all.slice(last)]);
};

/** Names that only resolve on the server's own network, or nowhere. */
export const unresolvable = (sdp) => behindCandidates(sdp, () => [
  'a=candidate:77 1 udp 2113937151 6e2d3a5c-0f0b-4c5d-9a3e-1b2c3d4e5f60.local 50000 typ host',
  'a=candidate:78 1 udp 2113937150 camera.invalid 50000 typ host',
]);
