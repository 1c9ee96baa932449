// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import org.jspecify.annotations.Nullable;

/**
 * The path of a route, such as {@code /api/v1/sessions/{id}/frame}: segments that are as they stand, and named ones that take
 * anything that is not empty. Compared with paths as they were sent, neither decoded nor normalised: what a client wrote in some
 * other way names nothing here.
 */
final class PathTemplate {

    private final String[] segments;
    private final @Nullable String[] names; // of the segments that vary, null for the others

    PathTemplate(String path) {
        segments = path.split("/", -1);
        names = new @Nullable String[segments.length];
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].startsWith("{") && segments[i].endsWith("}")) {
                names[i] = segments[i].substring(1, segments[i].length() - 1);
            }
        }
    }

    /** How many segments it has, the empty one before the first slash included. */
    int length() {
        return segments.length;
    }

    /** Whether a path cut at its slashes is one of these. */
    boolean matches(String[] path) {
        if (path.length != segments.length) {
            return false;
        }
        // From the end, where paths of one API differ.
        for (int i = segments.length - 1; i >= 0; i--) {
            if (names[i] == null ? !segments[i].equals(path[i]) : path[i].isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Negative if this one says more than the other, of the same length, at the first place where only one varies. */
    int compareSpecificity(PathTemplate other) {
        for (int i = 0; i < segments.length; i++) {
            if ((names[i] == null) != (other.names[i] == null)) {
                return names[i] == null ? -1 : 1;
            }
        }
        return 0;
    }

    /** Name of a segment that varies, or null for one that does not. */
    @Nullable String name(int segment) {
        return names[segment];
    }
}
