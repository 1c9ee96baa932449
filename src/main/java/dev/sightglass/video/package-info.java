// SPDX-License-Identifier: Apache-2.0
/**
 * Where the WHIP and WHEP URLs of a session come from: nowhere (bring your own feed), URL templates, or Cloudflare live inputs
 * that are made and deleted. Depends on {@code platform} only.
 */
@NullMarked
package dev.sightglass.video;

import org.jspecify.annotations.NullMarked;
