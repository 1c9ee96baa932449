// SPDX-License-Identifier: Apache-2.0
// Keys that may do less than the first one, minted over the HTTP API.

import assert from 'node:assert/strict';

async function post(base, key, path, body) {
  const answer = await fetch(new URL(`/api/v1${path}`, base), {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { data } = await answer.json();
  assert.equal(answer.status, 200, path);
  return data;
}

/** A key that may only read, and one of another workspace that may do everything. */
export async function mintKeys(base, key) {
  const slug = `mcp-${Date.now().toString(36)}`;
  const { id } = await post(base, key, '/workspaces', { slug, name: 'MCP client', roles: ['CONSUMER', 'SUPPLIER'] });
  const mint = async (workspace, scopes) =>
    (await post(base, key, `/workspaces/${workspace}/api-keys`, { label: 'mcp-client', environment: 'TEST', scopes })).plaintext;
  return {
    reader: await mint('default', ['sessions:read']),
    stranger: await mint(id, ['sessions:read', 'sessions:create', 'sessions:operate']),
  };
}
