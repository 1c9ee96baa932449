// SPDX-License-Identifier: Apache-2.0
/**
 * The steps of {@code routes/frame.camel.yaml}: which picture a request asks for, the picture, and the answer that says which one
 * it is and how old. Depends on {@code api}, {@code snapshot}, {@code session} and {@code vision}.
 */
@NullMarked
package dev.sightglass.api.frame;

import org.jspecify.annotations.NullMarked;
