// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.snapshot.TokenBudget;
import dev.sightglass.vision.ModelFamily;
import dev.sightglass.vision.VisionModels;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code max_tokens} and {@code model}: what a picture may cost whom. */
final class ModelParameters {

    private static final int MOST_TOKENS = 1_000_000;

    private final VisionModels models;

    ModelParameters(VisionModels models) {
        this.models = models;
    }

    /**
     * The budget that is asked for, which with a model alone is as much as that takes without shrinking the picture itself.
     *
     * @return null if the request names no model, or one whose price does not depend on the picture's size
     */
    @Nullable TokenBudget budget(Map<String, String> parameters) {
        Integer tokens = FrameParameters.whole(parameters, FrameParameters.MAX_TOKENS, 1, MOST_TOKENS);
        String name = parameters.get(FrameParameters.MODEL);
        if (name == null) {
            if (tokens != null) {
                throw FrameParameters.wrong(
                        FrameParameters.MODEL, "max_tokens needs a model, by whose formula they are counted");
            }
            return null;
        }
        ModelFamily family = models.find(name)
                .orElseThrow(() -> FrameParameters.wrong(
                        FrameParameters.MODEL,
                        "the name of a model, or one of the families " + String.join(", ", models.families())));
        if (tokens != null && tokens < family.fewestTokens()) {
            throw FrameParameters.wrong(
                    FrameParameters.MAX_TOKENS,
                    "at least " + family.fewestTokens() + ", which the smallest picture costs this model");
        }
        return family.isFlat() ? null : new TokenBudget(family.name(), tokens == null ? MOST_TOKENS : tokens);
    }
}
