// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An input at the backend: a producer publishes to its WHIP URL, players watch its WHEP URL. Both are as good as keys, so
 * printing shows neither; nor does a serializer find them, for want of bean properties.
 */
public final class VideoInput {
    private final String ref;
    private final URI whipUrl;
    private final URI whepUrl;
    private final @Nullable String whepToken;

    /**
     * Makes one of URLs that were checked.
     *
     * @param ref the backend's id of it, 1 to 64 letters, digits, - or _
     * @param whepToken bearer credential for the WHEP endpoint, or null
     */
    public VideoInput(String ref, URI whipUrl, URI whepUrl, @Nullable String whepToken) {
        this.ref = ref;
        this.whipUrl = whipUrl;
        this.whepUrl = whepUrl;
        this.whepToken = whepToken;
    }

    /** The backend's id of this input. */
    public String ref() {
        return ref;
    }

    /** Where the producer publishes, for the assigned operator and nobody else. */
    public URI whipUrl() {
        return whipUrl;
    }

    /** Where players watch, for the parties of the session and nobody else. */
    public URI whepUrl() {
        return whepUrl;
    }

    /** Bearer credential for the WHEP endpoint, or null. */
    public @Nullable String whepToken() {
        return whepToken;
    }

    @Override
    public String toString() {
        return "VideoInput[***]";
    }
}
