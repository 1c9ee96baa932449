#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Compares what deliveries of a webhook come to in order and replayed, duplicated and shuffled.

import { optionsOf } from './lib/options.mjs';
import { runProgram } from './lib/program.mjs';

const { deliveries } = optionsOf('Compares what deliveries of a webhook come to in order and replayed, duplicated and shuffled.', { deliveries: [10000, 'shuffled deliveries on each database'] });
await runProgram('Deliveries out of order', 'Deliveries', deliveries);
