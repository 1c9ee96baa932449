// SPDX-License-Identifier: Apache-2.0

import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const MAX_DATAGRAMS = 50;

/** A UDP socket on loopback that says nothing and tells of what arrives. */
export class Trap {
  #socket = createSocket('udp4');
  #left = MAX_DATAGRAMS;

  constructor(onDatagram) {
    this.#socket.on('message', (packet) => this.#left-- > 0 && onDatagram(packet));
    this.#socket.on('error', (error) => console.error('trap', error));
  }

  /** Resolves to the port. */
  async listen() {
    this.#socket.bind(0, '127.0.0.1');
    await once(this.#socket, 'listening');
    return this.#socket.address().port;
  }

  close() {
    this.#socket.close();
  }
}
