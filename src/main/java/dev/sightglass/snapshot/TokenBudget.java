// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

/**
 * What a picture may cost a vision model.
 *
 * @param family of models with one formula, by its name in {@code vision-models.yaml}
 * @param tokens at most this many
 */
public record TokenBudget(String family, int tokens) {

    /** Short form for entity tags, such as {@code t1000claude}. */
    String tag() {
        return "t" + tokens + family;
    }
}
