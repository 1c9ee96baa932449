// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an operator finds on the management port. */
@ShippedApplication
class MetricsIT {
    private static final Pattern LABEL = Pattern.compile("[{,]([a-zA-Z_]+)=");

    @Autowired
    Api api;

    @Test
    void haveTheNamesOfTheManual() {
        String id = api.openLive();
        assertThat(api.get("/sessions/" + id + "/frame").statusCode()).isEqualTo(200);
        api.end(id);

        String metrics = Api.text(api.observe("/metrics"));

        assertThat(metrics)
                .contains(
                        "\nsightglass_frames_decoded_total ",
                        "\nsightglass_frames_dropped_total{reason=",
                        "\nsightglass_http_answers_total{route=\"GET /api/v1/sessions/{id}/frame\",status=\"200\"} ",
                        "\nsightglass_jpeg_encodes_total ",
                        "\nsightglass_jpeg_encode_seconds_count ",
                        "\nsightglass_sessions{state=\"live\"} ",
                        "\nsightglass_sessions{state=\"ended\"} ",
                        "\nsightglass_whep_connects_total{outcome=",
                        "\nsightglass_whep_reconnects_total ",
                        "\nsightglass_frame_age_seconds_count ",
                        "\nsightglass_frame_age_seconds_bucket{le=\"0.1\"} ",
                        "\nsightglass_first_frame_seconds_count ");
        assertThat(value(metrics, "sightglass_frames_decoded_total")).isPositive();
        assertThat(value(metrics, "sightglass_jpeg_encodes_total")).isPositive();
        assertThat(value(metrics, "sightglass_frame_age_seconds_count")).isPositive();
        assertThat(value(metrics, "sightglass_first_frame_seconds_count")).isPositive();
        assertThat(value(metrics, "sightglass_sessions\\{state=\"ended\"}")).isPositive();
    }

    @Test
    void carryNoIdNorUrlNorKey() {
        String id = api.openLive();
        api.get("/sessions/" + id + "/frame");
        api.get("/sessions/not-a-session/frame?token=secret");
        api.get("/elsewhere/" + id);

        String metrics = Api.text(api.observe("/metrics"));

        api.end(id);
        assertThat(metrics).doesNotContain(id, api.feedUrl(), "secret", "not-a-session", Api.KEY, "elsewhere");
        Set<String> labels = new TreeSet<>();
        Matcher label = LABEL.matcher(metrics.lines()
                .filter(line -> line.startsWith("sightglass_"))
                .reduce("", (all, line) -> all + line + "\n"));
        while (label.find()) {
            labels.add(label.group(1));
        }
        assertThat(labels)
                .contains("route", "state", "status")
                .isSubsetOf("le", "limit", "outcome", "quantile", "reason", "route", "state", "status", "tool");
    }

    @Test
    void readyAndAlive() {
        assertUp(api.observe("/health/ready"));
        assertUp(api.observe("/health/live"));
    }

    @Test
    void exposeNothingElse() {
        for (String endpoint :
                new String[] {"/env", "/beans", "/heapdump", "/camelroutes", "/configprops", "/prometheus"}) {
            assertThat(api.observe(endpoint).statusCode()).as(endpoint).isEqualTo(404);
        }
    }

    private static void assertUp(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Api.text(answer)).isEqualTo("{\"status\":\"UP\"}");
    }

    private static double value(String metrics, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(metrics);
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
