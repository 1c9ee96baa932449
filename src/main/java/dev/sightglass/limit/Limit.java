// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

/** The limits that there are. Each caller has two, and each workspace the same two for all its callers together. */
public enum Limit {
    /** Requests of one caller. */
    REQUESTS("requests", "limit:requests", "This credential sends more requests than it may. Send fewer, evenly."),
    /** Requests of all callers of a workspace. */
    WORKSPACE_REQUESTS(
            "workspace-requests",
            "limit:requests",
            "This workspace sends more requests than it may, all its credentials together. Send fewer, evenly."),
    /** Time of the encoder that one caller uses. */
    ENCODE_TIME(
            "encode-time",
            "limit:encodeTime",
            "This credential has used up its time of the encoder. Ask for fewer or smaller pictures."),
    /** Time of the encoder that all callers of a workspace use. */
    WORKSPACE_ENCODE_TIME(
            "workspace-encode-time",
            "limit:encodeTime",
            "This workspace has used up its time of the encoder, all its credentials together. Ask for fewer or smaller pictures.");

    private final String label;
    private final String detail;
    private final String hint;

    Limit(String label, String detail, String hint) {
        this.label = label;
        this.detail = detail;
        this.hint = hint;
    }

    /** Its name in the {@code RateLimit} headers and in metrics: letters and hyphens. */
    public String label() {
        return label;
    }

    /** The {@code detail} of a refusal. */
    String detail() {
        return detail;
    }

    /** The {@code hint} of a refusal. */
    String hint() {
        return hint;
    }
}
