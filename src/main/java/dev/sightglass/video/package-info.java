// SPDX-License-Identifier: Apache-2.0
/**
 * Where the WHIP and WHEP URLs of a session come from: nowhere (bring your own feed), URL templates, or Cloudflare live inputs
 * that are made and deleted. A {@link dev.sightglass.video.VideoBackend} makes one call; {@link dev.sightglass.video.VideoInputs}
 * retries it and keeps a row for each input before it exists, and {@link dev.sightglass.video.InputTidier} deletes every input
 * whose session is over, however the process ended. Depends on {@code platform} only.
 */
@NullMarked
package dev.sightglass.video;

import org.jspecify.annotations.NullMarked;
