// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

/**
 * What a workspace may have open and spend.
 *
 * @param openSessions open sessions at a time; at least 1
 * @param spendingMicroUsdc millionths of a USDC that charges and holds may come to together; 0 for no limit
 */
record Allowance(int openSessions, long spendingMicroUsdc) {}
