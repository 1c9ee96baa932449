// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request for a session, and what is wrong with it. */
record ModelWish(
        Fault fault,
        int place,
        int maxSeconds,
        @Nullable Integer waitSeconds,
        @Nullable String quoteId) {

    enum Fault {
        NONE,
        NO_LATITUDE,
        LATITUDE_OUT_OF_RANGE,
        LONGITUDE_IS_TEXT,
        NO_TIME,
        TOO_LONG,
        UNKNOWN_FIELD,
        OTHER_WORKSPACE
    }

    /** As JSON; the two places are some 100 km apart. */
    String json() {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("lat", 10, "lng", 20 + place));
        fields.put("maxDurationSeconds", maxSeconds);
        if (waitSeconds != null) {
            fields.put("waitTimeoutSeconds", waitSeconds);
        }
        if (quoteId != null) {
            fields.put("quoteId", quoteId);
        }
        switch (fault) {
            case NONE -> {}
            case NO_LATITUDE -> fields.remove("lat");
            case LATITUDE_OUT_OF_RANGE -> fields.put("lat", 90.001);
            case LONGITUDE_IS_TEXT -> fields.put("lng", "here");
            case NO_TIME -> fields.put("maxDurationSeconds", 0);
            case TOO_LONG -> fields.put("maxDurationSeconds", 24 * 3600 + 1);
            case UNKNOWN_FIELD -> fields.put("budget", 1);
            case OTHER_WORKSPACE -> fields.put("workspaceId", "elsewhere");
        }
        return Api.json(fields);
    }
}
