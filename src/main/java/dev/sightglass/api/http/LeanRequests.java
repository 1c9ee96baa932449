// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.CharBuffer;
import org.apache.catalina.connector.InputBuffer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back the 16 KiB that Tomcat holds with each request for whoever reads its body as characters. Nobody does here, ten thousand
 * requests may wait, and no setting is for it. Whoever does read characters gets them in smaller pieces.
 */
final class LeanRequests extends ValveBase {

    private static final Logger log = LoggerFactory.getLogger(LeanRequests.class);

    private static final int CHARS = 64;

    /** The two fields on the way; null where this Tomcat has others, so that the memory stays and nothing else changes. */
    private static final @Nullable VarHandle INPUT = field(Request.class, "inputBuffer", InputBuffer.class);

    private static final @Nullable VarHandle BUFFER = field(InputBuffer.class, "cb", CharBuffer.class);

    LeanRequests() {
        super(true);
    }

    /** Whether this Tomcat has the fields that are meant. */
    static boolean knowsTomcat() {
        return INPUT != null && BUFFER != null;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        makeLean(request);
        getNext().invoke(request, response);
    }

    /** Before anybody has read from it. Once for each connection's request, which is used again with the small buffer. */
    private static void makeLean(Request request) {
        if (INPUT != null && BUFFER != null) {
            InputBuffer input = (InputBuffer) INPUT.get(request);
            if (((CharBuffer) BUFFER.get(input)).capacity() > CHARS) {
                // Empty, as Tomcat leaves it: all room lies behind what there is to be read.
                BUFFER.set(input, CharBuffer.allocate(CHARS).limit(0));
            }
        }
    }

    private static @Nullable VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException | RuntimeException otherTomcat) {
            log.warn(
                    "event=request-buffers-kept reason={}",
                    otherTomcat.getClass().getSimpleName());
            return null;
        }
    }
}
