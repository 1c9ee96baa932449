// SPDX-License-Identifier: Apache-2.0

const REQUEST_LIMIT_MS = 30_000;

/** Sends a WHIP offer (RFC 9725 §4.2); resolves to { answer, sessionUrl }, where sessionUrl is null if the server named none. */
export async function publishTo(whipUrl, token, offer) {
  const response = await fetch(whipUrl, {
    method: 'POST', headers: { 'content-type': 'application/sdp', ...authorization(token) }, body: offer,
    signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
  });
  const answer = await response.text();
  if (!response.ok || !answer.startsWith('v=0')) throw new Error(`WHIP offer was answered with ${response.status}`);
  const location = response.headers.get('location');
  return { answer, sessionUrl: location && new URL(location, response.url).href };
}

/** Ends a WHIP session; resolves to the status. */
export async function unpublish(sessionUrl, token) {
  const { status } = await fetch(sessionUrl, { method: 'DELETE', headers: authorization(token), signal: AbortSignal.timeout(REQUEST_LIMIT_MS) });
  return status;
}

const authorization = (token) => (token ? { authorization: `Bearer ${token}` } : {});
