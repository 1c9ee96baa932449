// SPDX-License-Identifier: Apache-2.0
/**
 * The description of the API as it is served: {@code openapi.yaml} itself, and a page that shows it to people. Depends on no
 * other package of ours but {@code api}.
 */
@NullMarked
package dev.sightglass.api.docs;

import org.jspecify.annotations.NullMarked;
