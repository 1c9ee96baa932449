// SPDX-License-Identifier: Apache-2.0

const TOKEN_HEADER = 'x-lx-consistency-token';
const LIMIT_MS = 20_000;

/** What came back from one call. `data` is the payload of the envelope, `body` all of it, or bytes where it is not JSON. */
class Answer {
  constructor(call, response, body, sentAtMs) {
    Object.assign(this, { call, status: response.status, headers: response.headers, body, sentAtMs });
    this.data = body?.data ?? body;
    this.contentType = response.headers.get('content-type') ?? '';
  }

  header(name) {
    return this.headers.get(name);
  }
}

/**
 * The session API as an SDK calls it: a bearer, a content type only where there is a body, and the consistency token that
 * any JSON answer brought last on every later call. No retries, nothing clever. Each call resolves to an Answer, whatever
 * its status; its `call` is the path with its ids left out, for reports.
 */
export class Client {
  #base;
  #key;
  consistencyToken;

  constructor(base, key) {
    this.#base = base.replace(/\/$/, '');
    this.#key = key;
  }

  me = () => this.#send('GET', '/me');
  config = () => this.#send('GET', '/config');
  health = () => this.#send('GET', '/health');
  coverage = () => this.#send('GET', '/coverage');
  demand = () => this.#send('GET', '/demand');
  quote = (input) => this.#send('GET', `/pricing/quote?${new URLSearchParams(input)}`);
  settlement = (sessionId) => this.#send('GET', `/settlements/${sessionId}`, '/settlements/{sessionId}');
  wallet = (workspaceId) => this.#send('GET', `/wallet${workspaceId ? `?workspaceId=${workspaceId}` : ''}`);
  walletEvents = (input) => this.#send('GET', `/wallet/events?${new URLSearchParams(input)}`);

  workspaces = {
    create: (input) => this.#send('POST', '/workspaces', undefined, input),
    list: () => this.#send('GET', '/workspaces'),
    get: (id) => this.#send('GET', `/workspaces/${id}`, '/workspaces/{id}'),
    update: (id, input) => this.#send('PATCH', `/workspaces/${id}`, '/workspaces/{id}', input),
    setAvailability: (id, availabilityState) => this.workspaces.update(id, { availabilityState }),
    heartbeat: (id, input) => this.#send('POST', `/workspaces/${id}/location`, '/workspaces/{id}/location', input),
    createApiKey: (id, input) => this.#send('POST', `/workspaces/${id}/api-keys`, '/workspaces/{id}/api-keys', input),
    listApiKeys: (id) => this.#send('GET', `/workspaces/${id}/api-keys`, '/workspaces/{id}/api-keys'),
    revokeApiKey: (id, keyId) => this.#send('POST', `/workspaces/${id}/api-keys/${keyId}/revoke`, '/workspaces/{id}/api-keys/{keyId}/revoke'),
  };

  sessions = {
    create: (input) => this.#send('POST', '/sessions', undefined, input),
    list: (workspaceId) => this.#send('GET', `/sessions${workspaceId ? `?workspaceId=${workspaceId}` : ''}`),
    get: (id) => this.#onSession('GET', id, ''),
    cancel: (id) => this.#onSession('DELETE', id, ''),
    dispatch: (id) => this.#onSession('POST', id, '/dispatch'),
    accept: (id, input = {}) => this.#onSession('POST', id, '/accept', input),
    start: (id) => this.#onSession('POST', id, '/start'),
    end: (id) => this.#onSession('POST', id, '/end'),
    frame: (id) => this.#onSession('GET', id, '/frame'),
    viewerToken: (id) => this.#onSession('GET', id, '/viewer-token'),
    producerToken: (id) => this.#onSession('GET', id, '/producer-token'),
    cancelAllAssignments: () => this.#send('POST', '/sessions/cancel-all-assignments'),
  };

  /** A delivery of the video provider: no bearer, a token in the path and a secret in a header. */
  deliver = (token, secret, body) => this.#send('POST', `/video/events/${token}`, '/video/events/{token}', body, { 'cf-webhook-auth': secret });

  #onSession(method, id, action, body) {
    return this.#send(method, `/sessions/${id}${action}`, `/sessions/{id}${action}`, body);
  }

  async #send(method, path, template = path.split('?')[0], body = undefined, further = {}) {
    const headers = { accept: template.endsWith('/frame') ? 'image/jpeg' : 'application/json', ...further };
    if (this.#key) headers.authorization = `Bearer ${this.#key}`;
    if (this.consistencyToken) headers[TOKEN_HEADER] = this.consistencyToken;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const sentAtMs = Date.now();
    const response = await fetch(this.#base + path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(LIMIT_MS),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json');
    if (isJson) this.consistencyToken = response.headers.get(TOKEN_HEADER) ?? this.consistencyToken;
    return new Answer(`${method} ${template}`, response, isJson ? JSON.parse(bytes.toString()) : bytes, sentAtMs);
  }
}
