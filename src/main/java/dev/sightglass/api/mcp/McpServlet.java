// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import dev.sightglass.access.Principal;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code /mcp}: MCP over Streamable HTTP (MCP 2025-11-25, "Transports"). One POST is one message, answered with one JSON body; there
 * is no stream of the server's own, so GET is 405 as the specification has it. No thread is held while a tool waits.
 */
public final class McpServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Name of the header, and of its value in the context that the SDK hands to tools: their routes begin as all others do. */
    static final String AUTHORIZATION = "Authorization";

    private static final String SESSION_ID = "Mcp-Session-Id";

    /** By when a call is answered: twice what the longest wait takes. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    /** Not of the specification, and what its TypeScript SDK sends. */
    private static final int SESSION_NOT_FOUND = -32001;

    private static final int BODY_LIMIT_BYTES = 64 * 1024;

    private final transient McpGate gate;
    private final transient McpTransport transport;
    private final transient McpSessions sessions;
    private final transient JsonRpc json;

    McpServlet(McpGate gate, McpTransport transport, McpSessions sessions, JsonRpc json) {
        this.gate = gate;
        this.transport = transport;
        this.sessions = sessions;
        this.json = json;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Principal principal = gate.admit(request, response);
        if (principal == null) {
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        switch (request.getMethod()) {
            case "POST" -> post(request, response, principal);
            case "DELETE" -> delete(request, response, principal);
            default -> {
                response.setHeader("Allow", "POST, DELETE");
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response, Principal principal)
            throws IOException {
        if (!McpGate.isJson(request.getContentType())) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        if (!McpGate.acceptsJson(request.getHeader("Accept"))) {
            response.sendError(HttpServletResponse.SC_NOT_ACCEPTABLE);
            return;
        }
        McpSchema.JSONRPCMessage message;
        try {
            message = json.read(request.getInputStream().readNBytes(BODY_LIMIT_BYTES));
        } catch (JsonRpcException e) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, null, e);
            return;
        }
        if (message instanceof McpSchema.JSONRPCRequest call && call.method().equals(McpSchema.METHOD_INITIALIZE)) {
            initialize(response, principal, call);
        } else {
            accept(request, response, principal, message);
        }
    }

    private void initialize(HttpServletResponse response, Principal principal, McpSchema.JSONRPCRequest call)
            throws IOException {
        McpStreamableServerSessionInit started;
        try {
            started = transport.start(json.mapper().convertValue(call.params(), McpSchema.InitializeRequest.class));
        } catch (IllegalArgumentException | NullPointerException e) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, call.id(), JsonRpcException.invalidParameters());
            return;
        }
        Object result = started.initResult().block();
        sessions.add(McpOwner.of(principal), started.session());
        response.setHeader(SESSION_ID, started.session().getId());
        answer(response, HttpServletResponse.SC_OK, json.write(McpSchema.JSONRPCResponse.result(call.id(), result)));
    }

    private void accept(
            HttpServletRequest request,
            HttpServletResponse response,
            Principal principal,
            McpSchema.JSONRPCMessage message)
            throws IOException {
        Object id = message instanceof McpSchema.JSONRPCRequest call ? call.id() : null;
        McpStreamableServerSession session = session(request, response, principal, id);
        if (session == null) {
            return;
        }
        if (message instanceof McpSchema.JSONRPCRequest call && json.isMalformedToolCall(call)) {
            refuse(response, HttpServletResponse.SC_OK, id, JsonRpcException.invalidParameters());
        } else if (message instanceof McpSchema.JSONRPCRequest call) {
            handle(request, session, call);
        } else {
            // Nothing was asked of the client, and no notification has an effect here.
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
        }
    }

    private @Nullable McpStreamableServerSession session(
            HttpServletRequest request, HttpServletResponse response, Principal principal, @Nullable Object id)
            throws IOException {
        String version = request.getHeader("MCP-Protocol-Version");
        if (version != null && !McpTransport.VERSIONS.contains(version)) {
            String wrong = "Bad Request: MCP-Protocol-Version is not supported";
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, id, JsonRpcException.invalidRequest(wrong));
            return null;
        }
        String sessionId = request.getHeader(SESSION_ID);
        if (sessionId == null) {
            String wrong = "Bad Request: Mcp-Session-Id is required";
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, id, JsonRpcException.invalidRequest(wrong));
            return null;
        }
        McpStreamableServerSession session = sessions.find(McpOwner.of(principal), sessionId);
        if (session == null) {
            JsonRpcException wrong = new JsonRpcException(SESSION_NOT_FOUND, "Session not found");
            refuse(response, HttpServletResponse.SC_NOT_FOUND, id, wrong);
        }
        return session;
    }

    /** The response comes when it comes, on whatever thread. */
    private void handle(HttpServletRequest request, McpStreamableServerSession session, McpSchema.JSONRPCRequest call) {
        AsyncContext context = request.startAsync();
        context.setTimeout(LONGEST_CALL.toMillis());
        byte[] given = json.error(call.id(), McpSchema.ErrorCodes.INTERNAL_ERROR, "The call was given up");
        LateAnswer answer = new LateAnswer(context, given);
        McpTransportContext caller =
                McpTransportContext.create(Map.of(AUTHORIZATION, request.getHeader(AUTHORIZATION)));
        Mono<Void> handled = session.responseStream(new OneAnswer(json, answer, given))
                .handle(call)
                .contextWrite(about -> about.put(McpTransportContext.KEY, caller));
        handled.subscribe(
                nothing -> {},
                // A tool's own failure is its result, so this is the SDK's.
                failure -> answer.send(given));
    }

    private void delete(HttpServletRequest request, HttpServletResponse response, Principal principal)
            throws IOException {
        if (session(request, response, principal, null) != null) {
            sessions.remove(McpOwner.of(principal), request.getHeader(SESSION_ID));
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    private void refuse(HttpServletResponse response, int status, @Nullable Object id, JsonRpcException error)
            throws IOException {
        answer(response, status, json.error(id, error.code(), String.valueOf(error.getMessage())));
    }

    private static void answer(HttpServletResponse response, int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
