// SPDX-License-Identifier: Apache-2.0
// What no well-behaved client does, sent by hand.

import assert from 'node:assert/strict';

const ACCEPT = 'application/json, text/event-stream';
const call = (method, params) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });

export function transportChecks({ base, key, keys, agent }) {
  const url = new URL('/mcp', base);
  const send = (body, headers = {}, method = 'POST') => fetch(url, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', Accept: ACCEPT, ...headers },
    body,
  });
  const inSession = { 'Mcp-Session-Id': agent.transport.sessionId };
  const initialize = (version) => call('initialize', {
    protocolVersion: version, capabilities: {}, clientInfo: { name: 'by-hand', version: '0' },
  });

  return [
    ['nobody gets in without a good key', async () => {
      for (const credential of [undefined, 'Bearer nonsense', 'Basic Zm9vOmJhcg==']) {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Accept: ACCEPT, ...(credential && { Authorization: credential }) },
          body: initialize('2025-06-18'),
        });
        assert.equal(answer.status, 401);
        assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
        const envelope = await answer.json();
        assert.deepEqual(Object.keys(envelope).sort(), ['code', 'detail', 'message', 'statusCode', 'timestamp']);
      }
    }],
    ['no web page gets in', async () => {
      const answer = await send(initialize('2025-06-18'), { Origin: 'http://rebound.example' });
      assert.equal(answer.status, 403);
      assert.equal((await answer.json()).detail, 'mcp:originNotAllowed');
    }],
    ['an older version is spoken, an unknown one is not', async () => {
      const older = await send(initialize('2025-03-26'));
      assert.equal((await older.json()).result.protocolVersion, '2025-03-26');
      const ended = await send(undefined, { 'Mcp-Session-Id': older.headers.get('mcp-session-id') }, 'DELETE');
      assert.equal(ended.status, 204);
      const unknown = await send(initialize('1999-01-01'));
      assert.equal((await unknown.json()).result.protocolVersion, '2025-11-25');
      await send(undefined, { 'Mcp-Session-Id': unknown.headers.get('mcp-session-id') }, 'DELETE');
      assert.equal((await send(call('ping'), { ...inSession, 'MCP-Protocol-Version': '1999-01-01' })).status, 400);
    }],
    ['an MCP session is its opener\'s alone', async () => {
      for (const method of ['POST', 'DELETE']) {
        const foreign = { ...inSession, Authorization: `Bearer ${keys.stranger}` };
        const answer = await send(method === 'POST' ? call('tools/list') : undefined, foreign, method);
        assert.equal(answer.status, 404);
        assert.equal((await answer.json()).error.code, -32001);
      }
      assert.equal((await send(call('tools/list'), { 'Mcp-Session-Id': 'made-up' })).status, 404);
      assert.equal((await send(call('tools/list'))).status, 400);
      assert.equal((await send(call('tools/list'), inSession)).status, 200);
    }],
    ['garbage is answered as JSON-RPC wants', async () => {
      const garbage = {
        'no JSON at all': -32700, '{"jsonrpc":"2.0"': -32700, [`${'['.repeat(5000)}`]: -32700, '': -32600,
        '[]': -32600, '7': -32600, '{}': -32600, '{"jsonrpc":"2.0","id":{},"method":"ping"}': -32600,
        '{"jsonrpc":"1.0","id":1,"method":"ping"}': -32600, '[{"jsonrpc":"2.0","id":1,"method":"ping"}]': -32600,
        [call('initialize', 'nonsense')]: -32602, [call('initialize')]: -32602,
      };
      for (const [body, code] of Object.entries(garbage)) {
        const answer = await send(body, inSession);
        assert.equal(answer.status, 400, body);
        const { jsonrpc, error } = await answer.json();
        assert.deepEqual([jsonrpc, error.code], ['2.0', code], body);
      }
      for (const params of ['nonsense', { name: 'get_frame', arguments: 'none' }, { arguments: {} }, undefined]) {
        const answer = await send(call('tools/call', params), inSession);
        assert.equal((await answer.json()).error.code, -32602, JSON.stringify(params));
      }
    }],
    ['what is too large or of another kind is refused', async () => {
      const large = call('tools/call', { name: 'get_session', arguments: { session_id: 'x'.repeat(70_000) } });
      assert.equal((await send(large, inSession)).status, 413);
      assert.equal((await send(call('ping'), { ...inSession, 'Content-Type': 'text/plain' })).status, 415);
      assert.equal((await send(call('ping'), { ...inSession, Accept: 'text/event-stream' })).status, 406);
      for (const method of ['GET', 'PUT']) {
        const answer = await send(method === 'GET' ? undefined : '{}', inSession, method);
        assert.equal(answer.status, 405);
        assert.equal(answer.headers.get('allow'), 'POST, DELETE');
        assert.equal((await answer.json()).code, 'METHOD_NOT_ALLOWED');
      }
    }],
    ['notifications are taken', async () => {
      const body = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' });
      assert.equal((await send(body, inSession)).status, 202);
    }],
  ];
}
