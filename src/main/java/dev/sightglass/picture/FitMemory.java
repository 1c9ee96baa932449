// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import dev.sightglass.picture.Attempt.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the last picture of each kind came to within its bound; of the latest kinds only. For any number of threads. */
final class FitMemory {

    private static final int KINDS = 256;

    private final Map<Kind, Outcome> outcomes = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, Outcome> eldest) {
            return size() > KINDS;
        }
    };

    /** Pictures that are likely to be alike. */
    record Kind(Shape shape, int quality, int maxBytes) {}

    synchronized @Nullable Outcome last(Kind kind) {
        return outcomes.get(kind);
    }

    synchronized void note(Kind kind, Outcome outcome) {
        outcomes.put(kind, outcome);
    }
}
