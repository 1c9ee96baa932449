// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/** A few names of headers, in whatever case they come (RFC 9110 section 5.1). Asked some twenty times for each request, so by length first. */
final class HeaderNames {

    private final String[][] byLength;

    private HeaderNames(String[][] byLength) {
        this.byLength = byLength;
    }

    static HeaderNames of(String... names) {
        int longest = Stream.of(names).mapToInt(String::length).max().orElse(0);
        String[][] byLength = new String[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int of = length;
            byLength[length] = Arrays.stream(names)
                    .filter(name -> name.length() == of)
                    .sorted(Comparator.naturalOrder())
                    .toArray(String[]::new);
        }
        return new HeaderNames(byLength);
    }

    boolean contains(String name) {
        if (name.length() >= byLength.length) {
            return false;
        }
        for (String known : byLength[name.length()]) {
            if (known.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
