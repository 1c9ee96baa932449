#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Takes video by WHIP and gives it to viewers by WHEP, unchanged. Reference: README.md.

import { endWithParent, parseArguments, portOf } from './lib/process.mjs';
import { RelayServer } from './lib/relay-server.mjs';

const { port, token } = parseArguments({ port: { type: 'string', default: '0' }, token: { type: 'string' } });
const server = new RelayServer(token);
endWithParent(() => server.close());
// werift reports sends on a transport that has just gone as unhandled rejections; the other sessions go on.
process.on('unhandledRejection', (error) => console.error('unhandled', error));

const base = `http://127.0.0.1:${await server.listen(portOf(port))}`;
process.stdout.write(`${JSON.stringify({ ready: true, port: Number(new URL(base).port), whipUrl: `${base}/{ref}/whip`, whepUrl: `${base}/{ref}/whep` })}\n`);
