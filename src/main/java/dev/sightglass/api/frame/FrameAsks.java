// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.snapshot.Variant;
import dev.sightglass.vision.VisionModels;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads from parameters and headers which picture a request wants. Whoever brings parameters reads their names strictly before:
 * those of {@link FrameParameters#ALL}, or fewer, each at most once. Safe for concurrent use.
 */
public final class FrameAsks {

    private final Variant usual;
    private final Duration longestAge;
    private final VariantParameters variants;
    private final FrameAsk plain;

    /**
     * @param usual how a frame is encoded where the request says nothing
     * @param longestAge limit of the settings, which no request can lift
     */
    public FrameAsks(Variant usual, Duration longestAge, VisionModels models) {
        this.usual = usual;
        this.longestAge = longestAge;
        this.variants = new VariantParameters(usual, new ModelParameters(models));
        this.plain = new FrameAsk(usual, longestAge, Duration.ZERO, null, null);
    }

    /**
     * What a request wants that brings no parameters; costs next to nothing.
     *
     * @param accept value of {@code Accept}, or null
     * @param prefer value of {@code Prefer}, or null
     * @param ifNoneMatch value of {@code If-None-Match}, or null
     * @throws NotAcceptableException if {@code accept} takes no format of ours
     */
    public FrameAsk plain(@Nullable String accept, @Nullable String prefer, @Nullable String ifNoneMatch) {
        if (prefer != null || (accept != null && !accept.equals("*/*"))) {
            return of(Map.of(), accept, prefer, ifNoneMatch);
        }
        return ifNoneMatch == null ? plain : new FrameAsk(usual, longestAge, Duration.ZERO, ifNoneMatch, null);
    }

    /**
     * What a request wants.
     *
     * @param parameters by name, as sent; other names than those of {@link FrameParameters#ALL} are not looked at
     * @param accept value of {@code Accept}, or null; not looked at where {@code format} is given
     * @param prefer value of {@code Prefer}, or null; not looked at where {@code wait} is given
     * @param ifNoneMatch value of {@code If-None-Match}, or null
     * @throws dev.sightglass.api.InvalidInputException naming the parameter that is wrong
     * @throws NotAcceptableException if {@code accept} takes no format of ours
     */
    public FrameAsk of(
            Map<String, String> parameters,
            @Nullable String accept,
            @Nullable String prefer,
            @Nullable String ifNoneMatch) {
        Duration maxAge = TimeParameters.maxAge(parameters);
        Duration wait = TimeParameters.longestWait(parameters);
        Duration preferred = wait == null && prefer != null ? Preferences.wait(prefer) : null;
        return new FrameAsk(
                variants.of(parameters, accept),
                maxAge == null || maxAge.compareTo(longestAge) > 0 ? longestAge : maxAge,
                wait != null ? wait : preferred != null ? preferred : Duration.ZERO,
                ifNoneMatch,
                preferred == null ? null : "wait=" + preferred.toSeconds());
    }
}
