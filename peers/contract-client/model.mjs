// SPDX-License-Identifier: Apache-2.0

/** Thrown when an answer differs from what the model says. */
export class Surprise extends Error {}

const OPEN = ['REQUESTED', 'ASSIGNED'];
const MOST_OPEN = 6;
const QUOTE_LIFE_MS = 20_000;

/**
 * One agent: a consumer and a supplier at a place of their own, where nobody else is, so that every answer can be foretold.
 * It knows no media: sessions come as far as ASSIGNED. Each action calls the API once and checks status, code and state.
 */
export class Agent {
  #random;
  #place;
  #sessions = [];
  #quotes = [];
  #online = false;
  #sequence = 0;

  constructor({ consumer, supplier, supplierId, place, random }) {
    Object.assign(this, { consumer, supplier, supplierId });
    this.#place = place;
    this.#random = random;
  }

  /** One action at random; resolves to the answer. */
  act() {
    const actions = [
      this.create, this.create, this.quote, this.dispatch, this.dispatch, this.accept, this.start, this.cancel, this.cancelAll,
      this.look, this.look, this.look, this.lookAsOperator, this.frame, this.end, this.list, this.workspace, this.availability, this.heartbeat,
    ];
    return this.#pick(actions).call(this);
  }

  async quote() {
    const answer = await this.consumer.quote({ ...this.#place, durationSeconds: 60 });
    this.#expect(answer, 200);
    this.#quotes.push({ id: answer.data.quoteId, rate: answer.data.ratePerSecondMicroUsdc, atMs: Date.now() });
    return answer;
  }

  async create() {
    if (this.#open().length >= MOST_OPEN) return this.cancel();
    const quote = this.#quotes.pop();
    const isUsable = quote && Date.now() - quote.atMs < QUOTE_LIFE_MS;
    const answer = await this.consumer.sessions.create({ ...this.#place, maxDurationSeconds: 60, waitTimeoutSeconds: 3600, ...(isUsable && { quoteId: quote.id }) });
    this.#expect(answer, 200, { state: 'REQUESTED', ...(isUsable && { ratePerSecondMicroUsdc: quote.rate }) });
    this.#sessions.push({ id: answer.data.id, state: 'REQUESTED', taken: false });
    return answer;
  }

  dispatch() {
    return this.#assign((id) => this.consumer.sessions.dispatch(id), this.#online && !this.#engaged(), [503, 'NO_COVERAGE']);
  }

  accept() {
    return this.#assign((id) => this.supplier.sessions.accept(id), !this.#engaged(), [409]);
  }

  async #assign(call, isPossible, refusal) {
    const session = this.#any();
    if (!session) return this.create();
    const answer = await call(session.id);
    if (session.state !== 'REQUESTED') return this.#expect(answer, 409);
    if (!isPossible) return this.#expect(answer, ...refusal);
    Object.assign(session, { state: 'ASSIGNED', taken: true });
    return this.#expect(answer, 200, { state: 'ASSIGNED', operatorWorkspaceId: this.supplierId });
  }

  async start() {
    const session = this.#any();
    if (!session) return this.create();
    const answer = await this.supplier.sessions.start(session.id);
    if (!session.taken) return this.#expect(answer, 403, 'NOT_AUTHORIZED');
    if (session.state !== 'ASSIGNED') return this.#expect(answer, 409, 'INVALID_STATE');
    session.whipUrl ??= answer.data.whipUrl;
    return this.#expect(answer, 200, { whipUrl: session.whipUrl });
  }

  async cancel() {
    const session = this.#any();
    if (!session) return this.create();
    const answer = await this.consumer.sessions.cancel(session.id);
    if (!OPEN.includes(session.state)) return this.#expect(answer, 409, 'INVALID_STATE');
    session.state = 'CANCELLED';
    return this.#expect(answer, 200, { state: 'CANCELLED' });
  }

  async cancelAll() {
    const assigned = this.#sessions.filter(({ state }) => state === 'ASSIGNED');
    const answer = await this.supplier.sessions.cancelAllAssignments();
    for (const session of assigned) session.state = 'CANCELLED';
    return this.#expect(answer, 200, { count: assigned.length });
  }

  async look() {
    const session = this.#any();
    if (!session) return this.create();
    return this.#expect(await this.consumer.sessions.get(session.id), 200, { state: session.state });
  }

  async lookAsOperator() {
    const session = this.#any();
    if (!session) return this.create();
    const answer = await this.supplier.sessions.get(session.id);
    return session.taken ? this.#expect(answer, 200, { state: session.state }) : this.#expect(answer, 403, 'NOT_AUTHORIZED');
  }

  async frame() {
    const session = this.#any();
    if (!session) return this.create();
    return this.#expect(await this.consumer.sessions.frame(session.id), 404, 'FRAME_NOT_AVAILABLE');
  }

  async end() {
    const session = this.#any();
    if (!session) return this.create();
    return this.#expect(await this.consumer.sessions.end(session.id), 409, 'INVALID_STATE');
  }

  async list() {
    const answer = await this.consumer.sessions.list();
    this.#expect(answer, 200);
    const states = (sessions) => sessions.map(({ id, state }) => `${id} ${state}`).sort().join();
    if (states(answer.data) !== states(this.#sessions)) throw new Surprise(`${answer.call}: the list differs from what was opened`);
    return answer;
  }

  async workspace() {
    const availability = this.#online ? 'ONLINE' : 'OFFLINE';
    return this.#expect(await this.supplier.workspaces.get(this.supplierId), 200, { availabilityState: this.#engaged() ? 'BUSY' : availability });
  }

  async availability() {
    this.#online = !this.#online;
    const { lat, lng } = this.#place;
    const circle = { coverageLat: lat, coverageLng: lng, coverageRadiusMeters: 100 };
    const availabilityState = this.#online ? 'ONLINE' : 'OFFLINE';
    const answer = await this.supplier.workspaces.update(this.supplierId, { ...circle, availabilityState });
    return this.#expect(answer, 200, { availabilityState: this.#engaged() ? 'BUSY' : availabilityState });
  }

  async heartbeat() {
    const isReplay = this.#sequence > 0 && this.#random() < 0.3;
    if (!isReplay) this.#sequence++;
    const answer = await this.supplier.workspaces.heartbeat(this.supplierId, { ...this.#place, accuracyMeters: 5, sequence: this.#sequence });
    return isReplay ? this.#expect(answer, 409, 'CONFLICT') : this.#expect(answer, 200);
  }

  /** Gives up what is open and looks whether the supplier is free then. */
  async leave() {
    await this.cancelAll();
    for (const session of this.#open()) {
      this.#expect(await this.consumer.sessions.cancel(session.id), 200);
      session.state = 'CANCELLED';
    }
    await this.list();
    await this.workspace();
  }

  #open() {
    return this.#sessions.filter(({ state }) => OPEN.includes(state));
  }

  #engaged() {
    return this.#sessions.some(({ state }) => state === 'ASSIGNED');
  }

  /** Mostly one that is open: what is over answers always alike. */
  #any() {
    const open = this.#open();
    return this.#pick(open.length > 0 && this.#random() < 0.8 ? open : this.#sessions);
  }

  #pick(list) {
    return list[Math.floor(this.#random() * list.length)];
  }

  #expect(answer, status, further = {}) {
    const seen = { status: answer.status, ...(typeof further === 'string' ? { code: answer.body?.code } : answer.data) };
    const wanted = { status, ...(typeof further === 'string' ? { code: further } : further) };
    for (const [name, value] of Object.entries(wanted)) {
      if (seen[name] !== value) throw new Surprise(`${answer.call}: ${name} is ${seen[name]}, expected ${value} (${answer.status} ${answer.body?.code ?? ''} ${answer.body?.detail ?? ''})`);
    }
    return answer;
  }
}
