// SPDX-License-Identifier: Apache-2.0
/**
 * Who is calling and what that caller may do: API keys, JSON Web Tokens, scopes, bearer credentials. Keys are kept as SHA-256 only; every
 * type that holds a plaintext masks it in {@code toString}. Depends on no other package of ours; of frameworks only on Spring's
 * JDBC, behind {@code KeyRepository}, and in {@code access.jwt} on its token decoder; HTTP statuses are made from these exceptions elsewhere.
 */
@NullMarked
package dev.sightglass.access;

import org.jspecify.annotations.NullMarked;
