// SPDX-License-Identifier: Apache-2.0
/** What the service says about itself to anybody (contract section 9): health and public configuration. Depends on {@code api}. */
@NullMarked
package dev.sightglass.api.about;

import org.jspecify.annotations.NullMarked;
