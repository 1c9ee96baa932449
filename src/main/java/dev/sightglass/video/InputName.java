// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an input is called at the backend, so that we find it again although its making was never answered.
 *
 * @param sessionId whose it is
 * @param key 32 hex digits, random, of its row
 */
record InputName(UUID sessionId, String key) {

    private static final Pattern TEXT = Pattern.compile("sightglass ([0-9a-f-]{36}) ([0-9a-f]{32})");

    /** The name as text: {@code sightglass}, session id and key. */
    String text() {
        return "sightglass " + sessionId + " " + key;
    }

    /** Reads a name; empty if it is not one of ours. */
    static Optional<InputName> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        try {
            return matcher.matches()
                    ? Optional.of(new InputName(UUID.fromString(matcher.group(1)), matcher.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
