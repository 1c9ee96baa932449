// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

/** What a snapshot is encoded as. Listed by preference: the first of those that an asker likes equally is taken. */
public enum Format {
    /** Baseline JPEG; what is answered to those who ask for nothing. */
    JPEG("jpeg", true),
    /** Lossy WebP. */
    WEBP("webp", true),
    /** PNG, which loses nothing and has no quality. */
    PNG("png", false);

    private final String label;
    private final String mediaType;
    private final boolean lossy;

    Format(String label, boolean lossy) {
        this.label = label;
        this.mediaType = "image/" + label;
        this.lossy = lossy;
    }

    /** Its name in requests, such as {@code jpeg}. */
    public String label() {
        return label;
    }

    /** Its media type, such as {@code image/jpeg}. */
    public String mediaType() {
        return mediaType;
    }

    /** Whether a quality can be asked for. */
    public boolean isLossy() {
        return lossy;
    }
}
