// SPDX-License-Identifier: Apache-2.0
/**
 * Databases for tests, with our tables: H2 in memory and a PostgreSQL of the test run's own. Each test method finds them
 * empty.
 */
@NullMarked
package dev.sightglass.testdb;

import org.jspecify.annotations.NullMarked;
