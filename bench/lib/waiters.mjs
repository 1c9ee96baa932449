// SPDX-License-Identifier: Apache-2.0
// Many kept-alive connections that each wait for one answer. Raw sockets: an agent per request would cost more than what is measured.

import { once } from 'node:events';
import { connect } from 'node:net';
import { KEY } from './children.mjs';

const AT_ONCE = 200;
const END_OF_HEAD = Buffer.from('\r\n\r\n');

export class Waiters {
  #sockets = [];

  /** Opens `count` connections, some at a time, so that no backlog overflows. */
  static async connect(port, count) {
    const waiters = new Waiters();
    while (waiters.#sockets.length < count) {
      const batch = Array.from({ length: Math.min(AT_ONCE, count - waiters.#sockets.length) }, () => connect({ port, host: '127.0.0.1', noDelay: true }));
      await Promise.all(batch.map((socket) => once(socket, 'connect')));
      waiters.#sockets.push(...batch);
    }
    return waiters;
  }

  /**
   * Sends one GET on each connection; resolves when each has its answer, as { status, endedAt, decodedAt, ageMs, etag }. `endedAt`
   * is the wall clock at the last byte, `decodedAt` that of the frame, in epoch milliseconds.
   */
  ask(path, etag) {
    const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${KEY}\r\nIf-None-Match: ${etag}\r\n\r\n`;
    return Promise.all(this.#sockets.map((socket) => answerOf(socket, request)));
  }

  close() {
    for (const socket of this.#sockets) socket.destroy();
  }
}

function answerOf(socket, request) {
  return new Promise((resolve, reject) => {
    let head = null;
    let missing = 0;
    let start = Buffer.alloc(0);
    const end = () => {
      const endedAt = Date.now();
      socket.removeAllListeners();
      resolve(read(head, endedAt));
    };
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`connection closed after: ${head}`)));
    socket.on('data', (chunk) => {
      if (head === null) {
        start = Buffer.concat([start, chunk]);
        const at = start.indexOf(END_OF_HEAD);
        if (at < 0) return;
        head = start.toString('latin1', 0, at);
        missing = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0) - (start.length - at - END_OF_HEAD.length);
      } else {
        missing -= chunk.length;
      }
      if (missing <= 0) end();
    });
    socket.write(request);
  });
}

function read(head, endedAt) {
  const field = (name) => new RegExp(`\r\n${name}: (.*)`, 'i').exec(head)?.[1];
  return {
    status: Number(head.slice(9, 12)), endedAt, decodedAt: Date.parse(field('frame-decoded-at')), ageMs: Number(field('frame-age-ms')), etag: field('etag'),
  };
}
