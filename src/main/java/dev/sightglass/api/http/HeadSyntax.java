// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import org.apache.coyote.Request;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Whether the head of a request can be read in one way only. Tomcat mends what RFC 9112 lets a server mend: bare line feeds (section
 * 2.2), folded lines (5.2), a length beside a transfer coding (6.1), and serves HTTP/0.9. A proxy before us may read the same bytes in
 * another way, which is how requests are smuggled; so all of that is refused here.
 *
 * <p>Nothing is parsed twice. Each header that Tomcat found has to begin where the line before it ended, which no header does after one
 * that was taken away, and has to end where its value does. Tomcat moves values to their colon, over blanks and folds alike: what
 * it moved by more than one byte was folded, or stands behind several blanks, and is refused.
 */
final class HeadSyntax {

    private HeadSyntax() {}

    static boolean isStrict(Request request) {
        if (request.protocol().getLength() == 0) {
            return false; // HTTP/0.9
        }
        MimeHeaders headers = request.getMimeHeaders();
        if (headers.size() == 0) {
            return true;
        }
        return isStrict(headers)
                && !(request.protocol().equals("HTTP/1.0") && headers.getValue("transfer-encoding") != null);
    }

    private static boolean isStrict(MimeHeaders headers) {
        byte @Nullable [] head = headers.getName(0).getByteChunk().getBytes();
        int at = headers.getName(0).getByteChunk().getStart();
        if (head == null || at < 2 || !isLineEnd(head, at - 2)) {
            return false;
        }
        for (int i = 0; i < headers.size(); i++) {
            ByteChunk value = headers.getValue(i).getByteChunk();
            if (headers.getName(i).getByteChunk().getStart() != at || value.getBytes() != head) {
                return false;
            }
            int feed = lineFeed(head, value.getEnd());
            if (!isLineEnd(head, feed - 1) || moved(head, value.getEnd(), feed - 1) > 1) {
                return false;
            }
            at = feed + 1;
        }
        return isLineEnd(head, at);
    }

    private static int lineFeed(byte[] head, int from) {
        int at = from;
        while (at < head.length && head[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Bytes left over between the end of a value and the blanks that end its line. */
    private static int moved(byte[] head, int from, int lineEnd) {
        int at = lineEnd;
        while (at > from && (head[at - 1] == ' ' || head[at - 1] == '\t')) {
            at--;
        }
        return at - from;
    }

    private static boolean isLineEnd(byte[] head, int at) {
        return at + 1 < head.length && head[at] == '\r' && head[at + 1] == '\n';
    }
}
