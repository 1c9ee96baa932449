// SPDX-License-Identifier: Apache-2.0
// What the contract says a payload looks like. A shape is a function that returns what is wrong with a value, or null.

const test = (what, fits) => (value) => (fits(value) ? null : `should be ${what}, is ${JSON.stringify(value) ?? 'absent'}`);
const matching = (what, pattern) => test(what, (value) => typeof value === 'string' && pattern.test(value));

export const text = test('a text', (value) => typeof value === 'string' && value.length > 0);
export const truth = test('true or false', (value) => typeof value === 'boolean');
export const number = test('a number', (value) => Number.isFinite(value));
export const whole = test('a whole number', (value) => Number.isInteger(value) && value >= 0);
export const id = matching('an id', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export const time = matching('a UTC time with milliseconds', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
export const amount = matching('a whole number as text', /^\d+$/);
export const url = matching('a URL', /^https?:\/\/\S+$/);
export const exactly = (expected) => test(JSON.stringify(expected), (value) => value === expected);
export const oneOf = (...values) => test(`one of ${values.join(', ')}`, (value) => values.includes(value));
export const orNull = (shape) => (value) => (value === null ? null : shape(value));
export const optional = (shape) => (value) => (value === undefined ? null : shape(value));
export const absent = test('absent', (value) => value === undefined);
export const listOf = (shape) => (value) => {
  if (!Array.isArray(value)) return `should be a list, is ${JSON.stringify(value)}`;
  return value.map((item, i) => shape(item) && `[${i}] ${shape(item)}`).find(Boolean) ?? null;
};

/** Every field named here fits; fields beyond them do not matter to a client. */
export const object = (fields) => (value) => {
  if (value === null || typeof value !== 'object') return `should be an object, is ${JSON.stringify(value)}`;
  const wrong = Object.entries(fields).map(([name, shape]) => [name, shape(value[name])]).find(([, what]) => what);
  return wrong ? `${wrong[0]} ${wrong[1]}` : null;
};
export const both = (...shapes) => (value) => shapes.map((shape) => shape(value)).find(Boolean) ?? null;

export const success = object({ statusCode: exactly(200), message: exactly('Request successful'), data: test('there', (value) => value !== undefined && value !== null), timestamp: time });

export const failure = (status, code) => object({
  statusCode: exactly(status), code: exactly(code), message: text, timestamp: time,
  detail: optional(matching('<area>:<camelCaseReason>', /^[a-z][A-Za-z0-9]*:[a-z][A-Za-z0-9]*$/)),
});

const SCOPES = ['sessions:read', 'sessions:create', 'sessions:operate', 'pricing:read', 'wallet:read'];

export const workspace = object({
  id, slug: text, name: text, roles: listOf(oneOf('CONSUMER', 'SUPPLIER')), availabilityState: oneOf('OFFLINE', 'ONLINE', 'BUSY'),
  coverageLat: orNull(number), coverageLng: orNull(number), coverageRadiusMeters: orNull(number),
  deviceKind: orNull(oneOf('PHONE', 'LAPTOP', 'DRONE', 'PTZ', 'FIXED', 'OTHER')),
  lastSeenAt: orNull(time), createdAt: time, deletedAt: orNull(time), walletAddress: text, createdByWallet: text,
});

export const apiKey = object({
  id, workspaceId: id, prefix: matching('a prefix', /^lxxn_test_/), label: text, environment: exactly('TEST'), scopes: listOf(oneOf(...SCOPES)),
  lastUsedAt: orNull(time), revokedAt: orNull(time), gracePeriodEnd: orNull(time), createdAt: time, createdByWallet: text,
});

export const me = object({
  kind: exactly('api_key'), keyId: text, workspaceId: text, environment: exactly('TEST'), scopes: listOf(text),
  workspace: orNull(object({ id: text, slug: text, name: text })),
});

export const session = object({
  id, consumerWorkspaceId: text, operatorWorkspaceId: orNull(text),
  state: oneOf('REQUESTED', 'ASSIGNED', 'LIVE', 'ENDED', 'EXPIRED', 'CANCELLED'),
  maxDurationSeconds: whole, waitTimeoutSeconds: whole, ratePerSecondMicroUsdc: amount, holdMicroUsdc: amount,
  startedAt: orNull(time), endedAt: orNull(time), cleanSeconds: whole, chargedMicroUsdc: amount, settlementTxHash: orNull(text),
  videoBackendRef: orNull(text), createdAt: time, requestedLat: orNull(number), requestedLng: orNull(number), authorized: exactly(false),
  whepUrl: optional(url), whipUrl: optional(url),
});

export const quote = object({
  quoteId: id, ratePerSecondMicroUsdc: amount, estimatedTotalMicroUsdc: amount, supplyFactor: number, demandFactor: number,
  corridorMultiplier: number, baseRatePerSecondMicroUsdc: amount, expiresAt: time,
});

export const circle = object({ lat: number, lng: number, radiusMeters: number, deviceKind: orNull(text) });
export const cell = object({ lat: number, lng: number, requests: whole, unmet: whole, avgMaxPriceMicroUsdc: orNull(number) });

export const config = object({
  environment: oneOf('TEST', 'LIVE'), chainId: whole, chainName: text, rpcUrl: test('a text', (value) => typeof value === 'string'),
  explorerUrl: test('a text', (value) => typeof value === 'string'), usdcAddress: test('a text', (value) => typeof value === 'string'),
  settlementAddress: test('a text', (value) => typeof value === 'string'),
});
export const health = object({ ok: exactly(true), surface: text, version: text, buildSha: text });
export const settlement = (state) => object({ sessionId: id, state });
export const wallet = object({ workspaceId: text, walletAddress: text, trackedBalance: amount, lastSyncBlock: text, updatedAt: time });
export const walletEvent = object({
  id: text, workspaceId: text, kind: oneOf('DEPOSIT', 'WITHDRAWAL', 'SETTLE', 'APPROVAL'), txHash: text, blockNumber: amount, confirmedAt: time, amountUsdc: amount,
});
export const receipt = object({
  sessionId: id, consumerWalletAddress: text, operatorWalletAddress: text, ratePerSecondMicroUsdc: amount, chargeableSeconds: whole, toAmountMicroUsdc: amount, feeAmountMicroUsdc: amount,
});
