// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import org.jspecify.annotations.Nullable;

/**
 * Where a session's picture is published and where it is looked at. Safe to print: URLs and token mask themselves.
 *
 * @param source where the frames come from; null until an operator starts the session, and once it is over
 * @param videoBackendRef the video backend's id of the input; null before that, and for own feeds that no video service names
 * @param whipUrl where the operator publishes; null before that, for own feeds, and once it is over
 * @param feedName name of the configured feed that it was opened for; null otherwise, and once it is over
 */
public record Media(
        @Nullable FeedSource source,
        @Nullable String videoBackendRef,
        @Nullable FeedUrl whipUrl,
        @Nullable String feedName) {
    private static final Media NONE = new Media(null, null, null, null);

    /** That of a session nobody has started. */
    static Media none() {
        return NONE;
    }

    static Media ownFeed(OpenSession wish) {
        return new Media(wish.source(), wish.videoBackendRef(), null, wish.feedName());
    }

    Media started(VideoInput input) {
        return new Media(
                new FeedSource(input.whepUrl(), input.whepToken(), null, null), input.ref(), input.whipUrl(), feedName);
    }

    /** After the end: the feed may be opened anew, and the secrets are forgotten. The id stays, for whoever tears the input down. */
    Media released() {
        return new Media(null, videoBackendRef, null, null);
    }
}
