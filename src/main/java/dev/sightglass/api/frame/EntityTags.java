// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

/** Reads {@code If-None-Match} (RFC 9110 section 13.1.2). */
final class EntityTags {

    private EntityTags() {}

    /**
     * Whether an entity tag is in a list, by weak comparison as the RFC wants for {@code If-None-Match}.
     *
     * @param list {@code *}, or tags with their quotes, separated by commas; what is malformed matches nothing
     * @param etag a strong tag with its quotes, without commas inside
     */
    static boolean listed(String list, String etag) {
        if (list.trim().equals("*")) {
            return true;
        }
        int from = list.indexOf(etag);
        while (from >= 0) {
            if (startsTag(list, from) && endsTag(list, from + etag.length())) {
                return true;
            }
            from = list.indexOf(etag, from + 1);
        }
        return false;
    }

    private static boolean startsTag(String list, int at) {
        int before = at - 1;
        if (before >= 1 && list.charAt(before) == '/' && list.charAt(before - 1) == 'W') {
            before -= 2;
        }
        while (before >= 0 && isSpace(list.charAt(before))) {
            before--;
        }
        return before < 0 || list.charAt(before) == ',';
    }

    private static boolean endsTag(String list, int at) {
        int after = at;
        while (after < list.length() && isSpace(list.charAt(after))) {
            after++;
        }
        return after == list.length() || list.charAt(after) == ',';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
