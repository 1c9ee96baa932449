// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

/** What a server sends that no decoder should be burdened with: the connection is not worth keeping. */
public enum MediaFault {
    /** A picture beyond the limit of width and height. */
    PICTURE_TOO_LARGE("whep:pictureTooLarge"),
    /** Pictures of another size again and again: each makes decoder and encoder begin anew. */
    SIZE_CHANGES("whep:sizeChanges"),
    /** More packets than any picture needs. */
    FLOOD("whep:flood");

    private final String reason;

    MediaFault(String reason) {
        this.reason = reason;
    }

    /** The short stable label of a feed that failed for it. */
    public String reason() {
        return reason;
    }
}
