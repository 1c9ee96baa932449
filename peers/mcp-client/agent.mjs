// SPDX-License-Identifier: Apache-2.0
// An MCP client that keeps what it received.

import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ResultSchema } from '@modelcontextprotocol/sdk/types.js';

/** Where MCP clients refuse a result. */
export const LIMIT_CHARACTERS = 1_048_576;

export class Agent {
  anything = ResultSchema;
  received = [];

  static async connect(base, key) {
    const agent = new Agent();
    agent.client = new Client({ name: 'mcp-client', version: '1.0.0' });
    agent.transport = new StreamableHTTPClientTransport(new URL('/mcp', base), {
      requestInit: { headers: { Authorization: `Bearer ${key}` } },
    });
    await agent.client.connect(agent.transport);
    return agent;
  }

  async call(name, args) {
    const result = await this.client.callTool({ name, arguments: args });
    this.received.push(JSON.stringify(result));
    return result;
  }

  /** The structured content of a call that succeeds; the text is the same. */
  async structured(name, args) {
    const result = await this.call(name, args);
    assert.ok(!result.isError, JSON.stringify(result));
    assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
    return result.structuredContent;
  }

  /** What a call that fails says. */
  async failure(name, args) {
    const result = await this.call(name, args);
    assert.equal(result.isError, true, JSON.stringify(result).slice(0, 500));
    assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
    assert.deepEqual(Object.keys(result.structuredContent).sort(),
      ['code', 'detail', 'hint', 'message', 'retryAfterSeconds', 'retryable']);
    return result.structuredContent;
  }

  /** The same of a call that may succeed some times before. */
  async untilFailure(name, args) {
    for (let tries = 0; tries < 200; tries++) {
      const result = await this.call(name, args);
      if (result.isError) return result.structuredContent;
    }
    throw new Error('never failed');
  }

  async picture(name, args) {
    return this.read(await this.call(name, args));
  }

  read(result) {
    assert.ok(!result.isError, JSON.stringify(result).slice(0, 500));
    const image = result.content.find((part) => part.type === 'image');
    assert.ok(image, JSON.stringify(result).slice(0, 500));
    assert.equal(image.mimeType, 'image/jpeg');
    const text = result.content.find((part) => part.type === 'text').text;
    return { image: Buffer.from(image.data, 'base64'), text, facts: result._meta['dev.sightglass/frame'] };
  }

  /** The picture of a result, or of the calls that it advises, until there is one. */
  async untilPicture(result, args) {
    for (let tries = 0; result.isError && tries < 100; tries++) {
      assert.equal(result.structuredContent.retryable, true, result.content[0].text);
      await new Promise((resolve) => setTimeout(resolve, 100));
      result = await this.call('wait_for_frame', args);
    }
    return this.read(result);
  }

  async close() {
    await this.transport.terminateSession();
    await this.client.close();
  }
}
