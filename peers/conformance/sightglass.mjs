#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Takes a running Sightglass through the suite, by its public API. Reference: ../README.md.

import { Client } from '../contract-client/client.mjs';
import { readCard } from '../lib/picture.mjs';
import { parseArguments } from '../lib/process.mjs';
import { CASES } from './cases.mjs';
import { summary, verdictsTable } from './report.mjs';
import { inParallel, runClient } from './run-client.mjs';
import { ConformanceServer, describe } from './server.mjs';
import { Stalls } from './stalls.mjs';

/** What a session's feed gives as reason where the case is to fail. */
const REASONS = {
  'refused-406': 'whep:status406', 'counter-offer-nonsense': 'whep:status406', 'counter-offer-answer-refused': 'whep:status400',
  'down-503': 'whep:status503', 'unauthorised-401': 'whep:status401', 'unauthorised-401-bare': 'whep:status401', 'forbidden-403': 'whep:status403',
  'unknown-404': 'whep:status404', 'broken-500': 'whep:status500', 'unheard-of-499': 'whep:status499', 'unheard-of-599': 'whep:status599',
  'redirect-301': 'whep:redirectRefused', 'redirect-302': 'whep:redirectRefused', 'redirect-303': 'whep:redirectRefused', 'redirect-loop': 'whep:redirectRefused',
  'video-rejected': 'whep:noVideo', 'video-inactive': 'whep:noVideo', 'video-missing': 'whep:noVideo',
  'answer-with-actpass': 'whep:answerRejected', 'answer-with-foreign-payload-type': 'whep:answerRejected', 'offer-in-disguise': 'whep:answerRejected',
  'empty-200': 'whep:notSdp', 'empty-201': 'whep:notSdp', 'html-200': 'whep:notSdp',
};
/** Points whose cases take long, because somebody has to lose patience: they begin first. */
const SLOW_POINTS = [12, 8, 13, 6, 15, 2];
/** As long as a session may wait for its first picture here: longer than any case. */
const WAIT_SECONDS = 60;
/** So often at most a case is repeated that failed while this process stood still. */
const MAX_REPEATS = 2;

const { base, case: ids, json, concurrency } = parseArguments({
  base: { type: 'string', default: 'http://127.0.0.1:8080/api/v1' }, case: { type: 'string', multiple: true }, json: { type: 'boolean', default: false },
  concurrency: { type: 'string', default: '16' },
});
const key = process.env.SIGHTGLASS_ACCESS_BOOTSTRAP_KEY;
if (!key || !(Number(concurrency) > 0) || ids?.some((id) => !CASES.some((one) => one.id === id))) {
  console.error('set SIGHTGLASS_ACCESS_BOOTSTRAP_KEY to what the server was started with; --case is the name of a case, --concurrency a number');
  process.exit(2);
}
// werift reports sends on a transport that has just gone as unhandled rejections; the other sessions go on.
process.on('unhandledRejection', (error) => console.error('unhandled', error));

const api = new Client(base, key).sessions;
const server = new ConformanceServer((reason) => {
  console.error('an encoder failed:', reason);
  process.exit(3);
});

/** A session of Sightglass as a client that runClient can drive. */
class Viewer {
  #id;
  #run;

  constructor(id, run) {
    this.#id = id;
    this.#run = run;
  }

  static async join(run, { url, token }) {
    const answer = await api.create({ whepUrl: url, waitTimeoutSeconds: WAIT_SECONDS, ...(token && { whepToken: token }) });
    if (answer.status !== 200) throw new Error(`no session: ${answer.status} ${JSON.stringify(answer.body)}`);
    return new Viewer(answer.data.id, run);
  }

  /** A picture counts when its strip holds what this case sent, a failure when the feed has the reason that belongs to the case. */
  async look() {
    const { data: { feed } } = await api.get(this.#id);
    const what = `${feed.state}, ${feed.reason}`;
    if (this.#run.case.sees === 'failure') return { sees: feed.reason === REASONS[nameOf(this.#run)] ? 'failure' : 'nothing', what };
    if (feed.state !== 'live') return { sees: 'nothing', what };
    const frame = await api.frame(this.#id);
    if (frame.status !== 200) return { sees: 'nothing', what: `${what}, ${frame.status} for the frame` };
    const card = await readCard(frame.body);
    return { sees: this.#isOurs(card) ? 'picture' : 'nothing', what: `${what}, a picture of ${card.width}x${card.height}, frame ${card.counter}` };
  }

  /** One without a picture is cancelled: it has nothing to end. */
  async leave() {
    const { status } = await api.end(this.#id);
    if (status === 409) await api.cancel(this.#id);
  }

  #isOurs({ width, counter }) {
    const { case: { width: wanted = width }, sessions } = this.#run;
    return width === wanted && sessions.some(({ counters }) => counter >= counters.first && counter <= counters.last && counters.first !== null);
  }
}

const nameOf = ({ case: { id, repeats } }) => repeats ?? id;

/** Resolves to the verdict, and to the run that it is about. */
async function judgeOnce(run) {
  try {
    const { verdict, seen, agrees, tookMs } = await runClient(describe(run), (testCase) => Viewer.join(run, testCase), () => run.verdict());
    const outcome = agrees ? verdict.outcome : 'failed';
    return { run, result: { ...verdict, outcome, tookMs, ...(!agrees && { seen: seen.what ?? seen.sees }), ...(outcome !== 'passed' && run.log()) } };
  } catch (error) {
    return { run, result: { ...run.verdict(), outcome: 'failed', seen: error.message } };
  }
}

/** The same, of the first run that passes or in which the suite never stood still. */
async function judge(run, repeatsLeft = MAX_REPEATS) {
  const before = stalls.count;
  const judged = await judgeOnce(run);
  if (judged.result.outcome === 'passed' || stalls.count === before || repeatsLeft === 0) return judged;
  console.error(nameOf(run), 'is repeated: the suite stood still for a second or more while it failed');
  return judge(server.repeat(run), repeatsLeft - 1);
}

/** What a client does after its verdict counts too. */
function settled({ run, result }) {
  const last = run.verdict();
  return { ...result, ...(last.outcome === 'failed' && last), id: nameOf(run) };
}

const stalls = new Stalls();
await server.listen(0, ids);
const rank = ({ case: { point } }) => (SLOW_POINTS.includes(point) ? SLOW_POINTS.indexOf(point) : SLOW_POINTS.length);
const runs = [...server.runs.values()].sort((one, other) => rank(one) - rank(other));
const results = (await inParallel(runs, Number(concurrency), (run) => judge(run))).map(settled);
const verdicts = CASES.flatMap(({ id }) => results.filter((result) => result.id === id));
process.stdout.write(json ? `${JSON.stringify({ verdicts })}\n` : `${verdictsTable(verdicts)}\n\n${summary(verdicts)}\n`);
await server.close();
process.exit(verdicts.every(({ outcome }) => outcome === 'passed') ? 0 : 1);
