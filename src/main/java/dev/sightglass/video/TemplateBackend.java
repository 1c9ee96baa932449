// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** URLs by a pattern, for servers that make a stream when somebody publishes to it. Nothing is asked, nothing deleted. */
final class TemplateBackend implements VideoBackend {

    /** What stands for the reference. */
    static final String REF = "{ref}";

    private final String whipUrl;
    private final String whepUrl;
    private final @Nullable String whepToken;

    /** Takes http or https URLs with <code>{ref}</code> in them. */
    TemplateBackend(String whipUrl, String whepUrl, @Nullable String whepToken) {
        this.whipUrl = whipUrl;
        this.whepUrl = whepUrl;
        this.whepToken = whepToken;
    }

    @Override
    public String name() {
        return "template";
    }

    /** The key is random, and so will do as the reference. */
    @Override
    public VideoInput create(InputName name, Duration limit) {
        return new VideoInput(name.key(), filled(whipUrl, name.key()), filled(whepUrl, name.key()), whepToken);
    }

    @Override
    public void delete(String ref) {
        // The server lets go of a stream that nobody publishes to.
    }

    @Override
    public List<Found> list() {
        return List.of();
    }

    /** The URL of one reference. */
    static URI filled(String template, String ref) {
        return URI.create(template.replace(REF, ref));
    }
}
