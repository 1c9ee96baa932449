// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightglass.video.CloudflareApi.Call;
import dev.sightglass.video.VideoException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live inputs of Cloudflare Stream, by its API: {@code POST}, {@code GET} and {@code DELETE} of
 * {@code accounts/{account}/stream/live_inputs}. The name of an input is its {@code meta.name}; nothing is recorded.
 */
final class CloudflareBackend implements VideoBackend {
    private static final Logger LOG = LoggerFactory.getLogger(CloudflareBackend.class);

    /** 32 hex digits today; it goes into a path, so nothing wider than that needs. */
    private static final Pattern UID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** An input is described in some 2 KiB. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    /** A list names up to 1000 inputs, in a few hundred bytes each. */
    private static final int MAX_LIST_BYTES = 2 * 1024 * 1024;

    private static final int MAX_URL_LENGTH = 2048;

    private final CloudflareApi api;
    private final Duration requestTimeout;
    private final ObjectMapper json = new ObjectMapper();

    /** @param requestTimeout the longest that one request may take, body included */
    CloudflareBackend(CloudflareApi api, Duration requestTimeout) {
        this.api = api;
        this.requestTimeout = requestTimeout;
    }

    @Override
    public String name() {
        return "cloudflare";
    }

    @Override
    public VideoInput create(InputName name, Duration limit) {
        Duration within = limit.compareTo(requestTimeout) < 0 ? limit : requestTimeout;
        JsonNode result = api.send(new Call("POST", null, wish(name), MAX_ANSWER_BYTES, within));
        String uid = result.path("uid").asText();
        if (!UID.matcher(uid).matches()) {
            throw unexpected();
        }
        return new VideoInput(uid, url(result.at("/webRTC/url")), url(result.at("/webRTCPlayback/url")), null);
    }

    @Override
    public void delete(String ref) {
        try {
            api.send(new Call("DELETE", ref, null, MAX_ANSWER_BYTES, requestTimeout));
        } catch (VideoException e) {
            if (!e.detail().equals("video:status404") && e.kind() != Kind.UNREADABLE) {
                throw e;
            }
            // Gone before; or deleted, whatever the body of the 2xx was to say.
        }
    }

    @Override
    public List<Found> list() {
        JsonNode result = api.send(new Call("GET", null, null, MAX_LIST_BYTES, requestTimeout));
        JsonNode inputs = result.path("liveInputs");
        if (!inputs.isArray()) {
            throw unexpected();
        }
        if (result.path("total").asInt() > inputs.size()) {
            LOG.warn("event=video-list-cut listed={} total={}", inputs.size(), result.path("total"));
        }
        List<Found> ours = new ArrayList<>();
        for (JsonNode input : inputs) {
            String uid = input.path("uid").asText();
            if (UID.matcher(uid).matches()) {
                InputName.parse(input.at("/meta/name").asText()).ifPresent(name -> ours.add(new Found(name, uid)));
            }
        }
        return ours;
    }

    private String wish(InputName name) {
        ObjectNode wish = json.createObjectNode();
        wish.putObject("meta").put("name", name.text());
        wish.putObject("recording").put("mode", "off");
        return wish.toString();
    }

    private static URI url(JsonNode text) {
        try {
            URI url = new URI(text.asText());
            boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            if (!http || url.getHost() == null || text.asText().length() > MAX_URL_LENGTH) {
                throw unexpected();
            }
            return url;
        } catch (URISyntaxException e) {
            // Not as the cause: its message repeats the URL.
            throw unexpected();
        }
    }

    private static VideoException unexpected() {
        return VideoException.of(Kind.UNREADABLE, "unexpectedAnswer");
    }

    @Override
    public void close() {
        api.close();
    }
}
