// SPDX-License-Identifier: Apache-2.0
/**
 * JSON Web Tokens (RFC 7519) of one configured issuer: its keys, fetched and cached with bounds, the checks of a token, and the
 * principal it stands for. Which key and which algorithm count is decided by settings, never by a token. The only place that
 * sees Spring Security's decoder and Nimbus; depends on {@code access} and {@code platform}.
 */
@NullMarked
package dev.sightglass.access.jwt;

import org.jspecify.annotations.NullMarked;
