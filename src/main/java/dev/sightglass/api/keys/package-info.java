// SPDX-License-Identifier: Apache-2.0
/**
 * The steps that list, mint and revoke API keys over HTTP (contract section 3.1). Depends on {@code api} and {@code access}.
 */
@NullMarked
package dev.sightglass.api.keys;

import org.jspecify.annotations.NullMarked;
