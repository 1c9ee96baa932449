#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Counts the rounds in which fifty concurrent accepts of one session end in other than one winner.

import { optionsOf } from './lib/options.mjs';
import { runProgram } from './lib/program.mjs';

const { rounds } = optionsOf('Counts the rounds in which fifty concurrent accepts of one session end in other than one winner.', { rounds: [1000, 'rounds on each database'] });
await runProgram('Fifty accept one session', 'AcceptRace', rounds);
