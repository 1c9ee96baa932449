// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.snapshot.Format;
import dev.sightglass.snapshot.TokenBudget;
import dev.sightglass.snapshot.Variant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how a frame is to be encoded; what the request leaves open is as in the settings. */
final class VariantParameters {

    /** Longer sides by the names that agents may use instead of numbers. */
    private static final Map<String, Integer> PRESETS =
            Map.of("watch", 512, "live", 768, "standard", 1280, "fine", 1456, "max", 2576, "native", 0);

    private static final int SMALLEST_EDGE = 16;
    private static final int LARGEST_EDGE = 4096;

    /** Room for the tables and headers of any format, and a picture of which something can be seen. */
    private static final int FEWEST_BYTES = 4096;

    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Variant usual;
    private final ModelParameters models;

    VariantParameters(Variant usual, ModelParameters models) {
        this.usual = usual;
        this.models = models;
    }

    Variant of(Map<String, String> parameters, @Nullable String accept) {
        Format format = format(parameters, accept);
        TokenBudget tokens = models.budget(parameters);
        Integer bytes = FrameParameters.whole(parameters, FrameParameters.MAX_BYTES, FEWEST_BYTES, MOST_BYTES);
        return new Variant(
                format,
                RoiParameter.of(parameters),
                longestEdge(parameters, tokens),
                tokens,
                quality(parameters, format),
                bytes == null ? 0 : bytes);
    }

    private static Format format(Map<String, String> parameters, @Nullable String accept) {
        String text = parameters.get(FrameParameters.FORMAT);
        if (text == null) {
            return accept == null || accept.isBlank() ? Format.JPEG : AcceptedFormat.of(accept);
        }
        for (Format format : Format.values()) {
            if (format.label().equals(text)) {
                return format;
            }
        }
        throw FrameParameters.wrong(FrameParameters.FORMAT, "one of jpeg, webp, png");
    }

    /** A budget of tokens is a size of its own: what the request says nothing about does not bound it further. */
    private int longestEdge(Map<String, String> parameters, @Nullable TokenBudget tokens) {
        String preset = parameters.get(FrameParameters.SIZE);
        Integer edge = FrameParameters.whole(parameters, FrameParameters.MAX_EDGE, SMALLEST_EDGE, LARGEST_EDGE);
        if (preset == null) {
            int otherwise = tokens == null ? usual.longestEdge() : 0;
            return edge == null ? otherwise : edge;
        }
        if (edge != null) {
            throw FrameParameters.wrong(FrameParameters.MAX_EDGE, "either size or max_edge, not both");
        }
        Integer known = PRESETS.get(preset);
        if (known == null) {
            throw FrameParameters.wrong(
                    FrameParameters.SIZE, "one of watch, live, standard, fine, max, native; in pixels it is max_edge");
        }
        return known;
    }

    private int quality(Map<String, String> parameters, Format format) {
        Integer quality = FrameParameters.whole(parameters, FrameParameters.QUALITY, 1, 100);
        if (format.isLossy()) {
            return quality == null ? usual.quality() : quality;
        }
        if (quality != null) {
            throw FrameParameters.wrong(FrameParameters.QUALITY, "not with PNG, which loses nothing");
        }
        return Variant.LOSSLESS;
    }
}
