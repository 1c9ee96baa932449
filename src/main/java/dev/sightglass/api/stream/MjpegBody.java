// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import dev.sightglass.api.Timestamps;
import dev.sightglass.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Pictures as parts of one {@code multipart/x-mixed-replace}: each replaces the one before. The boundary follows its picture at once, since
 * browsers show a part when they have seen its end.
 */
final class MjpegBody extends StreamBody {

    static final String BOUNDARY = "sightglass";
    private static final byte[] BEGIN = ascii("--" + BOUNDARY);
    private static final byte[] NEXT = ascii("\r\n--" + BOUNDARY);
    private static final byte[] END = ascii("--\r\n");

    private final String contentType;
    private Place place = Place.BEGIN;
    private @Nullable Snapshot current;

    MjpegBody(Reading who, String contentType, PacedPictures pictures, StreamEnds ends) {
        super(who, pictures, ends);
        this.contentType = contentType;
    }

    /** What comes next. */
    private enum Place {
        BEGIN,
        HEAD,
        PICTURE,
        BOUNDARY,
        NOTHING
    }

    @Override
    public byte @Nullable [] next() {
        return switch (place) {
            case BEGIN -> {
                place = Place.HEAD;
                yield BEGIN;
            }
            case HEAD -> head();
            case PICTURE -> {
                place = Place.BOUNDARY;
                Snapshot shown = current;
                current = null;
                yield shown == null ? null : shown.bytes();
            }
            case BOUNDARY -> {
                place = Place.HEAD;
                yield NEXT;
            }
            case NOTHING -> null;
        };
    }

    private byte @Nullable [] head() {
        if (isToldToEnd()) {
            place = Place.NOTHING;
            return END;
        }
        Snapshot next = pictures().take();
        if (next == null) {
            return null;
        }
        current = next;
        place = Place.PICTURE;
        return ascii("\r\nContent-Type: " + contentType + "\r\nContent-Length: " + next.bytes().length
                + "\r\nETag: " + next.etag()
                + "\r\nFrame-Decoded-At: " + Timestamps.text(next.stamp().decodedAt())
                + "\r\nFrame-Epoch: " + next.stamp().epoch()
                + "\r\nFrame-Sequence: " + next.stamp().sequence()
                + "\r\nFrame-Width: " + next.width() + "\r\nFrame-Height: " + next.height() + "\r\n\r\n");
    }

    @Override
    public boolean isOver() {
        return place == Place.NOTHING;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
