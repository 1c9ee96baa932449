// SPDX-License-Identifier: Apache-2.0
// Media that does not come, is asked for, or changes: points 12, 13 and 15.

import { asksForKeyframe, isPatient, leavesWithin, picture, pictureOfNext, sameSession, sizeReached } from '../expectations.mjs';
import { answer, inTurn } from '../scripts.mjs';

const MID_GOP = { startsAnywhere: true };
const GROWING = { sizes: [[640, 360], [1280, 720]], everyMs: 1000 };

export const MEDIA = [
  {
    id: 'silent', point: 12, sees: 'picture', server: 'connects and sends nothing; a second session works',
    client: 'has a limit for the first picture: leaves, and asks anew',
    script: { post: inTurn(answer({ media: { silent: true } }), answer()) }, expect: [pictureOfNext()],
  },
  {
    id: 'never-connects', point: 12, sees: 'picture', server: 'answers 201 and is never reached by ICE; a second session works',
    client: 'has a limit for the connection: leaves, and asks anew',
    script: { post: inTurn(answer({ abandon: true }), answer()) }, expect: [leavesWithin(25_000), pictureOfNext()],
  },
  {
    id: 'media-stops', point: 12, sees: 'picture', server: 'sends nothing more after a second, while ICE lives; a second session works',
    client: 'notices: leaves, and asks anew',
    script: { post: inTurn(answer({ media: { stopAfterMs: 1000 } }), answer()) }, expect: [leavesWithin(20_000), pictureOfNext()],
  },

  {
    id: 'keyframe-on-request', point: 13, sees: 'picture', server: 'starts in the middle of a GOP and sends a keyframe when it is asked',
    client: 'asks soon after connecting',
    script: { post: answer({ media: MID_GOP }) }, expect: [asksForKeyframe(1, 2500), picture(), sameSession()],
  },
  {
    id: 'keyframe-on-third-request', point: 13, sees: 'picture', server: 'obeys no request for a keyframe but the third',
    client: 'asks again until one decodes',
    script: { post: answer({ media: { ...MID_GOP, keyframe: 3 } }) }, expect: [asksForKeyframe(3, 2500), picture(), sameSession()],
  },
  {
    id: 'keyframe-after-a-gop', point: 13, sees: 'picture', server: 'obeys no request for a keyframe; one comes after 5 s',
    client: 'is patient', script: { post: answer({ media: { ...MID_GOP, keyframe: Infinity, keyframeAfterMs: 5000 } }) },
    expect: [isPatient(), picture(), sameSession()],
  },

  ...['H264', 'VP8'].map((codec) => ({
    id: `grows-${codec.toLowerCase()}`, point: 15, sees: 'picture', width: 1280,
    server: `sends ${codec} that grows from 320x180 to 640x360 and 1280x720 while it runs`, client: 'shows each size',
    script: { post: answer({ codec, media: GROWING }) }, expect: [picture(), sizeReached(1280, 1500), sameSession()],
  })),
];
