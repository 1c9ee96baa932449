// SPDX-License-Identifier: Apache-2.0

import { failure, success } from './shapes.mjs';

/** An answer that a client written for the contract would not have expected. */
export class Mismatch extends Error {}

/** Prints one line per step, stops at the first mismatch, and counts the steps of each call for the table at the end. */
export class Report {
  #calls = new Map();
  #steps = 0;

  /** Expects success; `shape` is of the payload. Resolves to the payload. */
  async ok(pending, note, shape, checks = []) {
    const answer = await pending;
    this.#judge(answer, note, answer.status === 200 ? null : `status ${answer.status} ${answer.body?.code ?? ''} ${answer.body?.detail ?? ''}`);
    this.#judge(answer, note, wrongType(answer, 'application/json') ?? success(answer.body) ?? shape?.(answer.data));
    for (const check of checks) this.#judge(answer, note, check(answer.data, answer));
    this.#passed(answer, note);
    return answer.data;
  }

  /** Expects a refusal by one of `expected`, each written '409 INVALID_STATE'. Resolves to the answer. */
  async refused(pending, note, ...expected) {
    const answer = await pending;
    const seen = `${answer.status} ${answer.body?.code}`;
    this.#judge(answer, note, expected.includes(seen) ? null : `${seen} ${answer.body?.detail ?? ''}, expected ${expected.join(' or ')}`);
    this.#judge(answer, note, wrongType(answer, 'application/json') ?? failure(answer.status, answer.body.code)(answer.body));
    this.#passed(answer, `${answer.body.code}, ${note}`);
    return answer;
  }

  /** Takes an answer that was already looked at; `wrong` says what is the matter, null for nothing. */
  seen(answer, note, wrong = null) {
    this.#judge(answer, note, wrong);
    this.#passed(answer, note);
  }

  /** A step that is no call of the API. */
  note(what, wrong = null) {
    this.seen({ call: 'client', status: '-' }, what, wrong);
  }

  /** Prints the table of calls; `left` are calls that were not made, with the reason. */
  summary(left) {
    console.log('\n| call | steps | verdict |\n|---|---|---|');
    for (const [call, { steps, wrong }] of [...this.#calls].sort()) {
      if (call !== 'client') console.log(`| ${call} | ${steps} | ${wrong ? `MISMATCH: ${wrong}` : 'ok'} |`);
    }
    for (const [call, reason] of Object.entries(left)) console.log(`| ${call} | 0 | not made: ${reason} |`);
  }

  get steps() {
    return this.#steps;
  }

  #entry(call) {
    if (!this.#calls.has(call)) this.#calls.set(call, { steps: 0, wrong: null });
    return this.#calls.get(call);
  }

  #judge(answer, note, wrong) {
    if (!wrong) return;
    this.#entry(answer.call).wrong = wrong;
    console.log(line('FAIL', answer, note));
    throw new Mismatch(`${answer.call}, ${note}: ${wrong}`);
  }

  #passed(answer, note) {
    this.#entry(answer.call).steps++;
    this.#steps++;
    console.log(line('ok', answer, note));
  }
}

const line = (verdict, { call, status }, note) => `${verdict.padEnd(5)}${call.padEnd(48)}${String(status).padEnd(5)}${note}`;

const wrongType = ({ contentType }, expected) => (contentType.startsWith(expected) ? null : `content type ${contentType || 'absent'}`);

/** A check of one field's value, for `ok`. */
export const has = (field, expected) => (data) => {
  const value = field.split('.').reduce((at, name) => at?.[name], data);
  return JSON.stringify(value) === JSON.stringify(expected) ? null : `${field} is ${JSON.stringify(value)}, expected ${JSON.stringify(expected)}`;
};

/** A check in words. */
export const that = (what, holds) => (data, answer) => (holds(data, answer) ? null : `not so: ${what}; got ${JSON.stringify(data)}`);
