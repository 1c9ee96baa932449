// SPDX-License-Identifier: Apache-2.0
/**
 * A WHEP player's HTTP side (draft-ietf-wish-whep): posts the offer or asks for the server's, checks what comes, sends answer and late
 * candidates, ends the WHEP session. It knows Apache's HttpCore and slf4j, nothing of ours, nothing native and nothing of Camel. URLs and
 * tokens are secrets: their types mask themselves, and no message or log line carries them.
 */
@NullMarked
package dev.sightglass.whep.client;

import org.jspecify.annotations.NullMarked;
