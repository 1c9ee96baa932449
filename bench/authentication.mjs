#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Measures the CPU time of telling who sent a request, for credentials that are in the cache.

import { optionsOf } from './lib/options.mjs';
import { runProgram } from './lib/program.mjs';

const { batches } = optionsOf('Measures the CPU time of telling who sent a request, for credentials that are in the cache.', { batches: [21, 'batches of 10,000 calls'] });
await runProgram('Warm authentication', 'Authentication', batches);
