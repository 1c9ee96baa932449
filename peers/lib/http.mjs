// SPDX-License-Identifier: Apache-2.0
// What the HTTP halves of the peers share.

const BODY_LIMIT_BYTES = 256 * 1024;

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': '*',
  'access-control-allow-headers': 'authorization, content-type, if-match',
  'access-control-expose-headers': 'location, link, retry-after, etag',
};

/** The whole body of a request as text. */
export async function bodyOf(request) {
  const chunks = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    sizeBytes += chunk.length;
    if (sizeBytes > BODY_LIMIT_BYTES) throw new Error('body too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Answers a request, to pages of any origin. */
export function reply(response, status, body = '', headers = {}) {
  response.writeHead(status, { ...CORS, ...headers });
  response.end(body);
}

/** Answers with JSON. */
export function replyJson(response, status, value) {
  reply(response, status, JSON.stringify(value), { 'content-type': 'application/json' });
}
