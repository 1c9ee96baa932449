// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.video;

import dev.sightglass.api.SessionView;
import dev.sightglass.session.FeedUrl;
import dev.sightglass.session.Session;
import org.jspecify.annotations.Nullable;

/** What {@code start} answers (contract section 4). Of a feed that the caller brought along, only {@code whepUrl} is not null. */
record StartedView(
        SessionView session,
        @Nullable String videoBackendRef,
        @Nullable String whipUrl,
        @Nullable String whepUrl) {

    static StartedView of(Session session, String callerWorkspaceId) {
        return new StartedView(
                SessionView.of(session, callerWorkspaceId),
                session.videoBackendRef(),
                text(session.media().whipUrl()),
                session.source() == null ? null : text(session.source().whepUrl()));
    }

    private static @Nullable String text(@Nullable FeedUrl url) {
        return url == null ? null : url.reveal().toString();
    }

    /** Keeps the URLs out of whatever prints an answer. */
    @Override
    public String toString() {
        return "StartedView[session=" + session + "]";
    }
}
