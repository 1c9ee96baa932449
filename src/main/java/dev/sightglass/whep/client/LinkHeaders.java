// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads ICE servers from {@code Link} headers (RFC 8288 section 3, RFC 9725 section 4.6); unknown relations are ignored. */
final class LinkHeaders {
    /** More are a mistake or an attack; a browser takes five. */
    private static final int MAX_SERVERS = 16;

    private static final Pattern TARGET = Pattern.compile("<([^<>]*)>");
    private static final Pattern PARAMETER = Pattern.compile(
            "\\s*;\\s*([\\w!#$&+\\-.^`|~*]+)\\s*(?:=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s;,\"]*)))?");
    /** RFC 7064 section 3.1, RFC 7065 section 3.1; libwebrtc refuses a configuration with anything else. */
    private static final Pattern ICE_URL = Pattern.compile(
            "(?i)(?:stuns?|turns?):(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?(?:\\?transport=(?:udp|tcp))?");

    private LinkHeaders() {}

    /** Returns the servers of all headers, each of which may hold several links joined by commas. */
    static List<IceServer> iceServers(List<String> headers) {
        List<IceServer> servers = new ArrayList<>();
        for (String header : headers) {
            Matcher target = TARGET.matcher(header);
            int at = 0;
            while (target.find(at) && servers.size() < MAX_SERVERS) {
                Map<String, String> parameters = new HashMap<>();
                at = parameters(header, target.end(), parameters);
                IceServer server = server(target.group(1), parameters);
                if (server != null) {
                    servers.add(server);
                }
            }
        }
        return List.copyOf(servers);
    }

    private static int parameters(String header, int from, Map<String, String> into) {
        int at = from;
        Matcher parameter = PARAMETER.matcher(header);
        while (parameter.region(at, header.length()).lookingAt()) {
            String quoted = parameter.group(2);
            String token = parameter.group(3);
            String value = quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : token == null ? "" : token;
            into.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
            at = parameter.end();
        }
        return at;
    }

    private static @Nullable IceServer server(String target, Map<String, String> parameters) {
        boolean related =
                List.of(parameters.getOrDefault("rel", "").split("\\s+")).contains("ice-server");
        String url = target.strip();
        return related && ICE_URL.matcher(url).matches()
                ? new IceServer(url, parameters.get("username"), parameters.get("credential"), null)
                : null;
    }
}
