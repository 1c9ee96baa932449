// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.ApiKeys;
import dev.sightglass.access.Scope;
import dev.sightglass.access.workspace.WorkspaceRole;
import dev.sightglass.session.FakeClock;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shipped application on a clock that only the test moves, with URLs of a video server that is not there. */
final class ModelledApplication implements AutoCloseable {
    static final String WEBHOOK = "token-of-the-webhook";
    static final String WEBHOOK_SECRET = "secret-of-the-webhook";

    private final FakeClock clock = new FakeClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    private final ConfigurableApplicationContext application;
    private final Api api;
    private final JdbcClient jdbc;

    ModelledApplication() {
        application = Start.with(
                clock,
                Map.of(),
                "--sightglass.access.bootstrap-key=" + Api.KEY,
                "--sightglass.access.jwt.issuer-uri=" + Jwts.ISSUER,
                "--sightglass.access.jwt.audiences=" + Jwts.AUDIENCE,
                "--sightglass.access.jwt.secret=" + Jwts.SECRET,
                // The model knows no limits of time, and asks as fast as it is answered.
                "--sightglass.limit.requests-per-second=0",
                "--sightglass.limit.workspace-requests-per-second=0",
                "--sightglass.session.open-per-workspace=" + SessionModel.OPEN_PER_WORKSPACE,
                "--sightglass.session.spending-limit-micro-usdc=" + SessionModel.SPENDING_LIMIT,
                // Ingest sees real time and a server that is away: what it says of it is not for this clock.
                "--sightglass.session.disconnects-count=webhook",
                "--sightglass.webhook.cloudflare.token=" + WEBHOOK,
                "--sightglass.webhook.cloudflare.secret=" + WEBHOOK_SECRET,
                "--sightglass.ingest.allowed-hosts=127.0.0.1",
                "--sightglass.ingest.allow-private-addresses=true",
                "--sightglass.ingest.reconnect-min-delay=30s",
                "--sightglass.video.backend=template",
                "--sightglass.video.template.whep-url=http://127.0.0.1:9/{ref}/whep",
                "--sightglass.video.template.whip-url=http://127.0.0.1:9/{ref}/whip",
                "--logging.level.dev.sightglass=warn",
                "--logging.level.dev.sightglass.SessionModelIT=info");
        ApiKeys keys = application.getBean(ApiKeys.class);
        api = new Api(port("local.server.port"), port("local.management.port"), keys, null);
        jdbc = JdbcClient.create(application.getBean(DataSource.class));
    }

    FakeClock clock() {
        return clock;
    }

    Sessions sessions() {
        return application.getBean(Sessions.class);
    }

    /** A key with those scopes. */
    String keyOf(String workspace, Scope... scopes) {
        return api.keyOf(workspace, scopes);
    }

    String createWorkspace(WorkspaceRole... roles) {
        String slug = "w-" + UUID.randomUUID().toString().substring(0, 18);
        HttpResponse<byte[]> answer =
                api.post("/workspaces", Api.json(Map.of("slug", slug, "name", slug, "roles", List.of(roles))));
        return Api.json(answer).at("/data/id").asText();
    }

    /** A request with the caller's credential; without a body also without a content type, as clients do. */
    HttpResponse<byte[]> call(ModelCaller caller, String method, String path, String body) {
        HttpRequest.Builder request = api.anonymous(path);
        if (caller.credential() != null) {
            request.header("Authorization", "Bearer " + caller.credential());
        }
        return send(request, method, body);
    }

    HttpResponse<byte[]> deliver(String body) {
        return send(api.anonymous("/video/events/" + WEBHOOK).header("cf-webhook-auth", WEBHOOK_SECRET), "POST", body);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, String method, String body) {
        if (body.isEmpty()) {
            return api.send(request.method(method, BodyPublishers.noBody()));
        }
        return api.send(
                request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)));
    }

    /** What a session is in the database. */
    record Row(
            SessionState state,
            @Nullable String operator,
            @Nullable String engaged,
            long cleanSeconds,
            long charged) {}

    Map<String, Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT id, state, operator_workspace_id, engaged_operator_id, clean_seconds, charged_micro_usdc
                        FROM sessions ORDER BY id
                        """).query(row -> {
            rows.put(
                    row.getString(1),
                    new Row(
                            SessionState.valueOf(row.getString(2)),
                            row.getString(3),
                            row.getString(4),
                            row.getLong(5),
                            row.getLong(6)));
        });
        return rows;
    }

    /** Leaves nothing of a try to the next, whatever became of it. Sessions are closed first, so that their feeds go. */
    void reset() {
        sessions().open().forEach(this::close);
        for (String statement : List.of(
                "DELETE FROM sessions",
                "DELETE FROM feed_events",
                "DELETE FROM quotes",
                "DELETE FROM api_keys WHERE bootstrap = FALSE",
                "DELETE FROM workspaces WHERE id <> 'default'")) {
            jdbc.sql(statement).update();
        }
        jdbc.sql("""
                        UPDATE workspaces
                        SET availability = 'OFFLINE', online_since = NULL, coverage_lat = NULL, coverage_lng = NULL,
                            coverage_radius_meters = NULL, last_sequence = -1
                        """).update();
    }

    private void close(Session session) {
        if (session.state() == SessionState.LIVE) {
            sessions().end(session.id());
        } else {
            sessions().cancel(session.id());
        }
    }

    private int port(String name) {
        return application.getEnvironment().getRequiredProperty(name, Integer.class);
    }

    @Override
    public void close() {
        application.close();
    }
}
