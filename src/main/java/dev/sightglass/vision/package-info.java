// SPDX-License-Identifier: Apache-2.0
/**
 * What a picture costs vision models, and the largest picture for a budget of tokens. The formulas are data:
 * {@code vision-models.yaml}, each with its source; this package evaluates them. Depends on SnakeYAML and on nothing of ours.
 */
@NullMarked
package dev.sightglass.vision;

import org.jspecify.annotations.NullMarked;
