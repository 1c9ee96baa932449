// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

/** There is no capacity for what was asked, now; later there may be. */
public final class UnavailableException extends RuntimeException {

    private final String detail;

    /** @param detail short label of what is short, safe to expose, such as {@code session:tooManyFeeds} */
    public UnavailableException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
