// SPDX-License-Identifier: Apache-2.0
// Thousands of connections that take their time, on a thread of their own, so that they take none of the thread that measures.

import { once } from 'node:events';
import { connect } from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { setTimeout as delay } from 'node:timers/promises';

/** Connections that are begun at once, so that no backlog overflows. */
const AT_ONCE = 10;
const PAUSE_MS = 20;

/** A reader that does not read sees no end either: after so long it comes anew. */
const READER_LIFE_MS = 12_000;

/** What each kind sends first, and a byte of it now and then; a reader never reads. */
const KINDS = {
  head: () => 'GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
  body: () => 'POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{',
  reader: (path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
};

export class SlowClients {
  #worker;

  constructor(worker) {
    this.#worker = worker;
  }

  /**
   * Opens `count` connections, as many of each kind, and keeps that many: each that ends is opened anew.
   *
   * @param readPath of an answer too large for the buffers between
   * @param dribbleMs between two bytes of one connection
   */
  static async begin({ port, count, readPath, dribbleMs }) {
    const worker = new Worker(new URL(import.meta.url), { workerData: { port, count, readPath, dribbleMs } });
    await once(worker, 'message');
    return new SlowClients(worker);
  }

  /** { open, ended: { head, body, reader } }: connections now, and how many of each kind have ended. */
  async counts() {
    this.#worker.postMessage('counts');
    return (await once(this.#worker, 'message'))[0];
  }

  end = () => this.#worker.terminate();
}

async function run({ port, count, readPath, dribbleMs }) {
  const open = new Map(Object.keys(KINDS).map((kind) => [kind, new Set()]));
  const ended = { head: 0, body: 0, reader: 0 };
  const begin = (kind) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.pause();
    open.get(kind).add(socket);
    socket.on('connect', () => socket.write(KINDS[kind](readPath)));
    socket.on('error', () => {});
    socket.on('close', () => {
      if (open.get(kind).delete(socket)) ended[kind]++;
    });
    // The end is seen by reading: bodies and heads are answered shortly, if at all.
    if (kind === 'reader') setTimeout(() => socket.destroy(), READER_LIFE_MS);
    else socket.resume();
  };
  const fill = async () => {
    for (const [kind, sockets] of open) {
      while (sockets.size < count / open.size) {
        for (let i = 0; i < AT_ONCE && sockets.size < count / open.size; i++) begin(kind);
        await delay(PAUSE_MS);
      }
    }
  };
  parentPort.on('message', () => parentPort.postMessage({ open: [...open.values()].reduce((sum, { size }) => sum + size, 0), ended }));
  await fill();
  parentPort.postMessage('open');
  // A part of them at each step, so that the bytes are spread.
  const steps = Math.max(1, Math.round(dribbleMs / 100));
  for (let step = 0; ; step = (step + 1) % steps) {
    for (const kind of ['head', 'body']) {
      [...open.get(kind)].forEach((socket, i) => {
        if (i % steps === step && socket.writable) socket.write('a');
      });
    }
    await fill();
    await delay(100);
  }
}

if (!isMainThread && workerData?.dribbleMs) await run(workerData);
