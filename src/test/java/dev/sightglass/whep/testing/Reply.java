// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.testing;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How the server answers one POST.
 *
 * @param status HTTP status
 * @param headers sent besides the server's own
 * @param edit makes the body of the right answer; null to make no answer and send an empty body
 * @param offers whether the body is an offer of the server's own
 * @param delayMillis before anything is sent, in milliseconds
 */
public record Reply(
        int status, Map<String, String> headers, UnaryOperator<String> edit, boolean offers, long delayMillis) {
    /** The right answer. */
    public static final Reply ANSWER = new Reply(201, Map.of(), UnaryOperator.identity(), false, 0);
    /** What an empty POST asks for. */
    public static final Reply OFFER = new Reply(201, Map.of(), UnaryOperator.identity(), true, 0);
    /** An offer in reply to one. */
    public static final Reply COUNTER_OFFER = new Reply(406, Map.of(), UnaryOperator.identity(), true, 0);

    /** A status without body. */
    public static Reply status(int status) {
        return new Reply(status, Map.of(), null, false, 0);
    }

    /** A fixed body, whatever was offered. */
    public static Reply body(int status, String body) {
        return new Reply(status, Map.of(), answer -> body, false, 0);
    }

    /** The right answer, edited. */
    public static Reply edited(UnaryOperator<String> edit) {
        return new Reply(201, Map.of(), edit, false, 0);
    }

    /** The same with a further header; an empty value takes the server's own away. */
    public Reply with(String name, String value) {
        Map<String, String> more = new java.util.TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, Map.copyOf(more), edit, offers, delayMillis);
    }

    /** The same, late. */
    public Reply after(long millis) {
        return new Reply(status, headers, edit, offers, millis);
    }
}
