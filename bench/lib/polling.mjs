// SPDX-License-Identifier: Apache-2.0
// Polls of one session at a steady rate.

import { setTimeout as delay } from 'node:timers/promises';
import { readCard } from './card.mjs';

/** Fractions of the golden ratio: any few in a row are spread evenly. */
const SPREAD = 0.618034;

/**
 * Polls `count` times, one after the other. The beat is shifted by up to one frame of the source each time: a poll a second
 * would otherwise meet a source of 30 frames a second at the same point of its frame every time.
 *
 * @return the answers, bodies unread, with `late`: how many polls began late because the former one was slow
 */
export async function pollSteadily(api, id, { perSecond, count, query, framePeriodMs = 1000 / 30 }) {
  const answers = [];
  let late = 0;
  const beginMs = performance.now();
  for (let i = 0; i < count; i++) {
    const dueMs = beginMs + (i * 1000) / perSecond + ((i * SPREAD) % 1) * Math.min(framePeriodMs, 500 / perSecond);
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await delay(waitMs);
    else if (i > 0) late++;
    const answer = await api.frame(id, query);
    if (answer.status !== 200) throw new Error(`poll ${i}: ${answer.status} ${Buffer.concat(answer.chunks)}`);
    answers.push(answer);
  }
  return Object.assign(answers, { late });
}

/**
 * Age of each picture at the end of its answer, in ms: wall clock then, minus the time that is drawn in the picture. The JPEGs
 * are decoded here, long after they were asked for.
 */
export function picturedAges(answers) {
  return answers.map(({ chunks, endedAt }, i) => {
    const card = readCard(Buffer.concat(chunks));
    if (!card) throw new Error(`picture ${i} has no readable card`);
    return endedAt - card.epochMs;
  });
}

/** Age since decoding that the server stated when its answer began, in ms. */
export const statedAges = (answers) => answers.map(({ headers }) => Number(headers['frame-age-ms']));

/** How many of the answers show different frames. */
export const distinctFrames = (answers) => new Set(answers.map(({ headers }) => headers.etag)).size;
