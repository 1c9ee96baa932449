#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Budgets of tokens on random source sizes: runs the Java program TokenBudgets.

import { optionsOf } from './lib/options.mjs';
import { runProgram } from './lib/program.mjs';

const { sources, seed } = optionsOf('Asks for the largest picture within random budgets of tokens, for random source sizes.', { sources: [10_000, 'sizes and budgets for each family of models'], seed: [20261124, 'of the random numbers'] });
await runProgram('Pictures within a budget of tokens', 'TokenBudgets', sources, seed);
