// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import dev.sightglass.api.Envelopes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Arguments as the message that the same request would be over HTTP: path, query, headers, body. */
final class ToolRequest {

    /**
     * Bytes of a picture. As base64 four thirds of it, and with 4,096 characters for all that is around it the result stays below
     * 1,048,576 characters, which is where MCP clients refuse one.
     */
    static final int LARGEST_PICTURE_BYTES = (1_048_576 - 4_096) / 4 * 3;

    private static final String SESSION = "session_id";
    private static final String SINCE = "since";
    private static final String MAX_BYTES = "max_bytes";
    private static final String WAIT = "wait";
    private static final String USUAL_WAIT = "10s";

    private final JsonRpc json;

    ToolRequest(JsonRpc json) {
        this.json = json;
    }

    /** Writes the arguments into the message of an exchange. */
    void write(McpTool tool, ToolArguments arguments, Exchange exchange) {
        Message message = exchange.getMessage();
        switch (tool) {
            case LIST_SESSIONS -> {
                // Its one argument is about the result.
            }
            case GET_SESSION, END_SESSION -> session(arguments, message);
            case OPEN_SESSION -> {
                message.setHeader(Exchange.CONTENT_TYPE, Envelopes.CONTENT_TYPE);
                message.setBody(json.write(arguments.all()));
            }
            case GET_FRAME, WAIT_FOR_FRAME -> {
                session(arguments, message);
                message.setHeader(Exchange.HTTP_QUERY, pictureQuery(tool, arguments));
                String since = arguments.text(SINCE);
                if (since != null) {
                    message.setHeader(SINCE, since);
                }
            }
        }
    }

    private static void session(ToolArguments arguments, Message message) {
        message.setHeader("sessionId", arguments.text(SESSION));
    }

    private static String pictureQuery(McpTool tool, ToolArguments arguments) {
        StringJoiner query = new StringJoiner("&");
        if (tool == McpTool.WAIT_FOR_FRAME && arguments.text(WAIT) == null) {
            query.add(WAIT + '=' + USUAL_WAIT);
        }
        for (String name : arguments.all().keySet()) {
            if (!name.equals(SESSION) && !name.equals(SINCE) && !name.equals(MAX_BYTES)) {
                query.add(name + '=' + URLEncoder.encode(arguments.text(name), StandardCharsets.UTF_8));
            }
        }
        long asked = arguments.all().get(MAX_BYTES) instanceof Number bytes ? bytes.longValue() : LARGEST_PICTURE_BYTES;
        return query.add(MAX_BYTES + '=' + Math.min(asked, LARGEST_PICTURE_BYTES))
                .toString();
    }
}
