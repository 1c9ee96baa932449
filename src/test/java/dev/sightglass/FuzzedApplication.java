// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightglass.access.ApiKeys;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The shipped application, in memory and without limits of requests, which joins no feed: nobody listens where it may connect to. In a
 * request, <code>{session}</code>, <code>{key}</code> and <code>{mcp}</code> stand for the ids of a session, an API key and an MCP session.
 * For one thread.
 */
final class FuzzedApplication implements AutoCloseable {
    private static final String FEED = "{\"whepUrl\": \"http://127.0.0.9:9/whep\"}";
    private static final int LONGEST_ANSWER = 1024 * 1024;
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: ([0-9]{1,7})\r\n");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfigurableApplicationContext application;
    private final Api api;
    private final String mcp;
    private String session;
    private String key;

    FuzzedApplication() {
        application = Start.with(
                Map.of(),
                "--sightglass.access.bootstrap-key=" + Api.KEY,
                "--sightglass.limit.requests-per-second=0",
                "--sightglass.limit.workspace-requests-per-second=0",
                "--sightglass.ingest.allowed-hosts=127.0.0.9",
                "--sightglass.ingest.allow-private-addresses=true",
                "--sightglass.ingest.reconnect-min-delay=30s",
                "--sightglass.video.backend=template",
                "--sightglass.video.template.whep-url=http://127.0.0.9:9/{ref}/whep",
                "--sightglass.video.template.whip-url=http://127.0.0.9:9/{ref}/whip",
                "--sightglass.webhook.cloudflare.token=the-token",
                "--sightglass.webhook.cloudflare.secret=the-secret",
                "--logging.level.root=warn");
        int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        int managementPort = application.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        api = new Api(port, managementPort, application.getBean(ApiKeys.class), null);
        mcp = mcpSession();
        session = api.open(FEED);
        key = newKey();
    }

    /**
     * What came back, as far as its length was known before it came.
     *
     * @param status 0 if nothing came in time, or the connection was closed first: requests may be held, and be none at all
     */
    record Answer(int status, String body) {
        /** The error's code, or an empty text. */
        String code() {
            try {
                JsonNode envelope = JSON.readTree(body);
                return envelope == null ? "" : envelope.path("code").asText();
            } catch (IOException noJson) {
                return "";
            }
        }
    }

    /** The answer to a request as it stands, but for host, length, type and the first key where it says nothing of them. */
    Answer answer(byte[] given) throws IOException {
        String request = new String(given, StandardCharsets.ISO_8859_1)
                .replace("{session}", session)
                .replace("{key}", key)
                .replace("{mcp}", mcp);
        Answer answer = exchange(whole(request).getBytes(StandardCharsets.ISO_8859_1));
        if (answer.status() == 200 && !request.startsWith("GET ")) {
            renew(request);
        }
        return answer;
    }

    /** What a request of that kind may have ended is made anew, and what it may have made is ended. */
    private void renew(String request) {
        if (request.contains("revoke")) {
            key = newKey();
        } else if (request.contains("sessions")) {
            for (JsonNode open : Api.json(api.get("/sessions")).get("data")) {
                api.send(api.request("/sessions/" + open.get("id").asText()).DELETE());
            }
            session = api.open(FEED);
        }
    }

    private static String whole(String request) {
        int end = request.indexOf("\n\n");
        String[] lines = (end < 0 ? request : request.substring(0, end)).split("\n", -1);
        String body = end < 0 ? "" : request.substring(end + 2);
        StringBuilder head = new StringBuilder(lines[0]).append(" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
        for (int i = 1; i < lines.length; i++) {
            head.append(lines[i]).append("\r\n");
        }
        String names = head.toString().toLowerCase(Locale.ROOT);
        if (!names.contains("\nauthorization:")) {
            head.append("Authorization: Bearer " + Api.KEY + "\r\n");
        }
        if (!names.contains("\ncontent-type:")) {
            head.append("Content-Type: application/json\r\n");
        }
        return head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private Answer exchange(byte[] request) throws IOException {
        try (Socket socket = api.connect()) {
            socket.setSoTimeout(300);
            socket.getOutputStream().write(request);
            return read(new BufferedInputStream(socket.getInputStream()));
        } catch (SocketTimeoutException held) {
            return new Answer(0, "");
        }
    }

    private static Answer read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String head = "";
        while (!head.endsWith("\r\n\r\n") && bytes.size() < LONGEST_ANSWER) {
            int read = in.read();
            if (read < 0) {
                break;
            }
            bytes.write(read);
            head = read == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT) : head;
        }
        if (!head.startsWith("http/1.1 ")) {
            return new Answer(0, head);
        }
        Matcher length = LENGTH.matcher(head);
        byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
        return new Answer(Integer.parseInt(head.substring(9, 12)), new String(body, StandardCharsets.UTF_8));
    }

    private String newKey() {
        HttpResponse<byte[]> minted = api.post(
                "/workspaces/default/api-keys",
                "{\"label\": \"spare\", \"environment\": \"TEST\", \"scopes\": [\"sessions:read\"]}");
        return Api.json(minted).at("/data/id").asText();
    }

    private String mcpSession() {
        HttpRequest.Builder initialize = api.beside("/mcp")
                .header("Authorization", "Bearer " + Api.KEY)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                        + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                        + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}"));
        return api.send(initialize).headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    @Override
    public void close() {
        application.close();
    }
}
