// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import dev.sightglass.session.FeedSource;
import dev.sightglass.session.OpenSession;
import org.jspecify.annotations.Nullable;

/**
 * A feed that gets a session without anybody asking for one. Safe to print: the source masks itself.
 *
 * @param name under which it can have one open session
 * @param inputId the video service's id of its input, or null
 * @param workspace whose session it becomes
 * @param source where its frames come from
 */
public record FeedPlan(String name, @Nullable String inputId, String workspace, FeedSource source) {

    /** The wish for its session. */
    OpenSession wish(int maxDurationSeconds) {
        return new OpenSession(workspace, source, maxDurationSeconds, null, null, null, name, inputId);
    }
}
