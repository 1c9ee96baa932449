// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.ModelMarket.ModelQuote;
import dev.sightglass.ModelMarket.Patch;
import dev.sightglass.access.Role;
import dev.sightglass.access.Scope;
import dev.sightglass.access.workspace.WorkspaceRole;
import dev.sightglass.session.SessionState;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The application and the model side by side: each method sends one request, lets the model say what should come of it, and holds
 * the answer and then the database against that. Sessions, callers and quotes are picked by number, whichever there are.
 */
final class ModelWorld {
    private static final String UNKNOWN = "b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6a";
    private static final DateTimeFormatter WIRE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Instant FAR_FUTURE = Instant.parse("2200-01-01T00:00:00Z");

    private static final Step GET = new Step("get", "GET", "", SessionState.LIVE, false);
    private static final Step DISPATCH = new Step("dispatch", "POST", "/dispatch", SessionState.REQUESTED, false);
    private static final Step START = new Step("start", "POST", "/start", SessionState.ASSIGNED, true);
    private static final Step END = new Step("end", "POST", "/end", SessionState.LIVE, false);
    private static final Step CANCEL = new Step("cancel", "DELETE", "", SessionState.ASSIGNED, false);
    private static final Step VIEWER_TOKEN = new Step("viewer token", "GET", "/viewer-token", SessionState.LIVE, false);
    private static final Step PRODUCER_TOKEN =
            new Step("producer token", "GET", "/producer-token", SessionState.ASSIGNED, true);

    private final ModelledApplication application;
    private final SessionModel model;
    private final ModelTally tally;
    private final List<String> consumers = new ArrayList<>();
    private final List<String> suppliers = new ArrayList<>();
    private final List<String> usedQuotes = new ArrayList<>();
    private Map<String, SessionState> before = Map.of();

    ModelWorld(ModelledApplication application, ModelTally tally) {
        this.application = application;
        this.tally = tally;
        application.reset();
        model = new SessionModel(application.clock());
        addWorkspace(consumers, WorkspaceRole.CONSUMER);
        addWorkspace(consumers, WorkspaceRole.CONSUMER);
        addWorkspace(suppliers, WorkspaceRole.SUPPLIER);
        addWorkspace(suppliers, WorkspaceRole.SUPPLIER);
        addWorkspace(suppliers, WorkspaceRole.SUPPLIER, WorkspaceRole.CONSUMER);
        know("default", EnumSet.allOf(WorkspaceRole.class));
        addOtherCallers();
    }

    private void addWorkspace(List<String> group, WorkspaceRole... roles) {
        String id = application.createWorkspace(roles);
        group.add(id);
        know(id, Set.of(roles));
        String key = application.keyOf(id, Scope.values());
        model.access.callers.add(ModelCaller.key(key, id, EnumSet.allOf(Scope.class), null));
    }

    private void know(String id, Set<WorkspaceRole> roles) {
        model.market.workspaces.put(
                id, new ModelWorkspace(id, roles, application.clock().instant()));
    }

    private void addOtherCallers() {
        List<ModelCaller> callers = model.access.callers;
        callers.add(ModelCaller.nobody());
        callers.add(ModelCaller.stranger());
        callers.add(ModelCaller.bootstrap());
        String reader = application.keyOf(consumers.get(0), Scope.SESSIONS_READ);
        callers.add(ModelCaller.key(reader, consumers.get(0), Set.of(Scope.SESSIONS_READ), null));
        String writer = application.keyOf(suppliers.get(0), Scope.SESSIONS_CREATE, Scope.PRICING_READ);
        callers.add(ModelCaller.key(writer, suppliers.get(0), Set.of(Scope.SESSIONS_CREATE, Scope.PRICING_READ), null));
        callers.add(person(consumers.get(0), Role.VIEWER));
        callers.add(person(consumers.get(1), Role.OWNER));
        callers.add(person(suppliers.get(1), Role.ADMIN));
    }

    private static ModelCaller person(String workspace, Role role) {
        return ModelCaller.jwt(Jwts.of(workspace, role.name(), null, FAR_FUTURE), workspace, role);
    }

    void create(int who, ModelWish wish) {
        ModelCaller caller = caller(who, consumers);
        HttpResponse<byte[]> answer = application.call(caller, "POST", "/sessions", wish.json());
        expect("create", answer, () -> {
            ModelSession session = model.create(caller, wish);
            session.id = Api.json(answer).at("/data/id").asText();
            model.sessions.put(session.id, session);
            return view(session, caller);
        });
    }

    /** With a quote as it was asked for, or, by {@code number}, an old, foreign, altered or unknown one. */
    void createQuoted(int who, int number) {
        List<ModelQuote> quotes = model.market.quotes;
        if (quotes.isEmpty() || number == 0) {
            String id = usedQuotes.isEmpty() ? UNKNOWN : usedQuotes.get(usedQuotes.size() - 1);
            create(who, new ModelWish(ModelWish.Fault.NONE, 0, 10, null, id));
            return;
        }
        ModelQuote quote = quotes.get(quotes.size() - 1 - number / 4 % quotes.size());
        int place = number % 4 == 1 ? 1 - quote.place() : quote.place();
        int seconds = number % 4 == 2 ? quote.seconds() + 1 : quote.seconds();
        usedQuotes.add(quote.id());
        ModelWish wish = new ModelWish(ModelWish.Fault.NONE, place, seconds, null, quote.id());
        create(who < 0 && number % 4 != 3 ? indexOf(quote.workspace()) : who, wish);
    }

    void get(int who, int which) {
        onSession(GET, who, which, (caller, id) -> view(model.get(caller, id), caller));
    }

    void list(int who, boolean named) {
        ModelCaller caller = caller(who, consumers);
        String workspace = named ? consumers.get(0) : null;
        String path = "/sessions" + (named ? "?workspaceId=" + workspace : "");
        expect("list", application.call(caller, "GET", path, ""), () -> {
            Map<String, ModelSession> expected = new HashMap<>();
            model.list(caller, workspace).forEach(session -> expected.put(session.id, session));
            return data -> {
                assertThat(data).hasSize(expected.size());
                data.forEach(each ->
                        view(expected.get(each.get("id").asText()), caller).accept(each));
                assertThat(StreamSupport.stream(data.spliterator(), false)
                                .map(each -> Instant.parse(each.get("createdAt").asText())))
                        .isSortedAccordingTo((a, b) -> b.compareTo(a));
            };
        });
    }

    void dispatch(int who, int which) {
        onSession(DISPATCH, who, which, (caller, id) -> view(model.dispatch(caller, id), caller));
    }

    void accept(int who, int which, boolean forAnother) {
        String id = session(which, SessionState.REQUESTED);
        ModelCaller caller = caller(who, suppliers);
        String named = forAnother ? suppliers.get(2) : null;
        String body = forAnother ? Api.json(Map.of("operatorWorkspaceId", suppliers.get(2))) : "{}";
        expect("accept", application.call(caller, "POST", "/sessions/" + id + "/accept", body), () -> {
            return view(model.accept(caller, id, named), caller);
        });
    }

    void start(int who, int which) {
        onSession(START, who, which, (caller, id) -> {
            ModelSession session = model.start(caller, id);
            return data -> {
                String ref = data.get("videoBackendRef").asText();
                assertThat(ref).matches("[0-9a-f]{32}");
                assertThat(session.ref == null ? ref : session.ref).isEqualTo(ref);
                session.ref = ref;
                assertThat(data.get("whepUrl").asText()).isEqualTo(url(session, "whep"));
                assertThat(data.get("whipUrl").asText()).isEqualTo(url(session, "whip"));
                view(session, caller).accept(data.get("session"));
            };
        });
    }

    /** What ingest does at the first frame; it may come late, but never before the start. */
    void firstFrame(int which) {
        ModelSession session = model.sessions.get(session(which, SessionState.ASSIGNED));
        if (session != null && session.ref != null) {
            boolean live = application
                    .sessions()
                    .live(UUID.fromString(session.id), application.clock().instant())
                    .isPresent();
            assertThat(live).isEqualTo(model.live(session));
            tally.count("first frame", live ? "LIVE" : "too late");
        }
    }

    void end(int who, int which) {
        onSession(END, who, which, (caller, id) -> view(model.end(caller, id), caller));
    }

    void cancel(int who, int which) {
        onSession(CANCEL, who, which, (caller, id) -> view(model.cancel(caller, id), caller));
    }

    void cancelAll(int who) {
        ModelCaller caller = caller(who, suppliers);
        expect("cancel all", application.call(caller, "POST", "/sessions/cancel-all-assignments", ""), () -> {
            List<String> ids =
                    model.cancelAll(caller).stream().map(session -> session.id).toList();
            return data -> {
                assertThat(data.get("count").asInt()).isEqualTo(ids.size());
                assertThat(data.get("cancelled")).extracting(JsonNode::asText).containsExactlyElementsOf(ids);
            };
        });
    }

    void viewerToken(int who, int which) {
        onSession(VIEWER_TOKEN, who, which, (caller, id) -> {
            ModelSession session = model.viewerToken(caller, id);
            return data -> assertThat(data.get("whepUrl").asText()).isEqualTo(url(session, "whep"));
        });
    }

    void producerToken(int who, int which) {
        onSession(PRODUCER_TOKEN, who, which, (caller, id) -> {
            ModelSession session = model.producerToken(caller, id);
            return data -> assertThat(data.get("whipUrl").asText()).isEqualTo(url(session, "whip"));
        });
    }

    /** A delivery of the video service on the session's input, of a moment so long ago. */
    void deliver(int which, boolean up, int secondsAgo) {
        ModelSession session = model.sessions.get(session(which, SessionState.LIVE));
        if (session == null || session.ref == null) {
            return;
        }
        Instant at = application.clock().instant().minusSeconds(secondsAgo);
        String body = Api.json(Map.of(
                "name",
                "Live Webhook Test",
                "data",
                Map.of(
                        "notification_name",
                        "Stream Live Input",
                        "input_id",
                        session.ref,
                        "event_type",
                        "live_input." + (up ? "connected" : "disconnected"),
                        "updated_at",
                        at.toString())));
        expect("webhook", application.deliver(body), () -> {
            if (session.isOpen()) {
                session.signals.merge(at, up, Boolean::logicalOr);
            }
            return data -> assertThat(data.get("outcome").asText()).isNotEmpty();
        });
    }

    void patch(int who, int number, Patch patch) {
        String id = workspace(number);
        ModelCaller caller = who < 0 ? model.access.fullKeyOf(id) : caller(who, suppliers);
        expect("patch", application.call(caller, "PATCH", "/workspaces/" + id, patch.json), () -> {
            return workspaceView(model.market.patch(caller, id, patch));
        });
    }

    void heartbeat(int who, int number, int ahead) {
        String id = workspace(number);
        ModelCaller caller = who < 0 ? model.access.fullKeyOf(id) : caller(who, suppliers);
        long sequence = Math.max(0, model.market.workspaces.get(id).lastSequence + ahead);
        String body = Api.json(Map.of("lat", 10, "lng", 20, "accuracyMeters", 5, "sequence", sequence));
        expect("heartbeat", application.call(caller, "POST", "/workspaces/" + id + "/location", body), () -> {
            return workspaceView(model.market.heartbeat(caller, id, sequence));
        });
    }

    void quote(int who, int place, int seconds) {
        ModelCaller caller = caller(who, consumers);
        String path = "/pricing/quote?lat=10&lng=" + (20 + place) + "&durationSeconds=" + seconds;
        HttpResponse<byte[]> answer = application.call(caller, "GET", path, "");
        expect("quote", answer, () -> {
            model.market.quote(caller, seconds);
            return data -> {
                assertThat(data.get("ratePerSecondMicroUsdc").asLong()).isEqualTo(ModelSession.RATE);
                Instant now = application.clock().instant();
                String id = data.get("quoteId").asText();
                model.market.quotes.add(new ModelQuote(id, caller.workspace(), place, seconds, now));
            };
        });
    }

    void mint(int who, int number, String environment, Set<Scope> scopes) {
        String workspace = workspace(number);
        ModelCaller caller = who < 0 ? ModelCaller.bootstrap() : caller(who, consumers);
        String path = "/workspaces/" + workspace + "/api-keys";
        List<String> names = scopes.stream().map(Scope::wireName).toList();
        String body = Api.json(Map.of("label", "model", "environment", environment, "scopes", names));
        expect("mint", application.call(caller, "POST", path, body), () -> {
            model.access.mint(caller, workspace, environment, scopes);
            return data -> {
                String id = data.get("id").asText();
                model.access.callers.add(ModelCaller.key(data.get("plaintext").asText(), workspace, scopes, id));
            };
        });
    }

    void revoke(int who, int number, boolean elsewhere) {
        List<ModelCaller> minted = model.access.minted();
        ModelCaller key = minted.isEmpty() ? null : minted.get(minted.size() - 1 - number % minted.size());
        String workspace = key == null || elsewhere ? workspace(number) : key.workspace();
        String keyId = key == null ? UNKNOWN : key.keyId();
        ModelCaller caller = who < 0 ? ModelCaller.bootstrap() : caller(who, consumers);
        String path = "/workspaces/" + workspace + "/api-keys/" + keyId + "/revoke";
        expect("revoke", application.call(caller, "POST", path, ""), () -> {
            Instant at = model.access.revoke(caller, workspace, keyId);
            return data -> assertThat(Instant.parse(data.get("gracePeriodEnd").asText()))
                    .isEqualTo(at.plusSeconds(60));
        });
    }

    /** Whoever has a key that was made on the way asks for what it shows. */
    void useKey(int number) {
        List<ModelCaller> minted = model.access.minted();
        if (!minted.isEmpty()) {
            list(model.access.callers.indexOf(minted.get(minted.size() - 1 - number % minted.size())), false);
        }
    }

    boolean hasKeys() {
        return !model.access.minted().isEmpty();
    }

    /** Revokes a key and uses it at the first moment at which it is no longer good. */
    void outlive(int number) {
        revoke(-1, number, false);
        pass(Duration.ofSeconds(60), true);
        useKey(number);
    }

    /** Lets time pass; what is overdue then expires by the sweep, or by being looked at. */
    void pass(Duration time, boolean sweep) {
        application.clock().advance(time);
        List<ModelSession> expired = model.expireDue();
        if (sweep) {
            application.sessions().expireDue();
        }
        for (ModelSession session : expired) {
            ModelCaller caller = model.access.fullKeyOf(session.consumer);
            expect(
                    "expiry",
                    application.call(caller, "GET", "/sessions/" + session.id, ""),
                    () -> view(session, caller));
        }
    }

    /** The database says what the model says, no session made a step that there is not, no operator has two sessions. */
    void check() {
        Map<String, ModelledApplication.Row> expected = new HashMap<>();
        model.sessions
                .values()
                .forEach(session -> expected.put(
                        session.id,
                        new ModelledApplication.Row(
                                session.state,
                                session.operator,
                                session.engages() ? session.operator : null,
                                session.cleanSeconds,
                                session.charged())));
        Map<String, ModelledApplication.Row> rows = application.rows();
        assertThat(rows).containsExactlyInAnyOrderEntriesOf(expected);
        Map<String, SessionState> now = new HashMap<>();
        rows.forEach((id, row) -> now.put(id, row.state()));
        now.forEach((id, state) -> {
            SessionState last = before.getOrDefault(id, SessionState.REQUESTED);
            assertThat(last == state || last.canBecome(state))
                    .as("%s to %s", last, state)
                    .isTrue();
            tally.reached(state);
        });
        before = now;
        assertThat(rows.values().stream()
                        .filter(row -> row.state() == SessionState.ASSIGNED || row.state() == SessionState.LIVE)
                        .map(ModelledApplication.Row::operator))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    /** A step on a session, whose natural caller is a party of it. */
    private record Step(String name, String method, String path, SessionState from, boolean byOperator) {}

    private void onSession(Step step, int who, int which, Prediction prediction) {
        String id = session(which, step.from());
        ModelCaller caller = who < 0 ? party(id, step.byOperator() || who == -2) : caller(who, consumers);
        HttpResponse<byte[]> answer = application.call(caller, step.method(), "/sessions/" + id + step.path(), "");
        expect(step.name(), answer, () -> prediction.of(caller, id));
    }

    private interface Prediction {
        Consumer<JsonNode> of(ModelCaller caller, String id);
    }

    /** Holds an answer against what the model says: what it should show, or why it should be refused. */
    private void expect(String action, HttpResponse<byte[]> answer, Supplier<Consumer<JsonNode>> prediction) {
        JsonNode envelope = Api.json(answer);
        String got = answer.statusCode()
                + (answer.statusCode() == 200 ? "" : " " + envelope.path("code").asText());
        tally.count(action, got);
        try {
            Consumer<JsonNode> shown = prediction.get();
            assertThat(got).as("%s: %s", action, Api.text(answer)).isEqualTo("200");
            shown.accept(envelope.get("data"));
        } catch (ModelRefusal refusal) {
            assertThat(got).as("%s: %s", action, Api.text(answer)).isIn(refusal.answers());
        }
    }

    private Consumer<JsonNode> view(@Nullable ModelSession session, ModelCaller viewer) {
        return data -> {
            assertThat(session).isNotNull();
            boolean live = session.state == SessionState.LIVE;
            Map<String, Object> expected = new HashMap<>();
            expected.put("id", session.id);
            expected.put("consumerWorkspaceId", session.consumer);
            expected.put("operatorWorkspaceId", session.operator);
            expected.put("state", session.state.name());
            expected.put("maxDurationSeconds", session.maxSeconds);
            expected.put("waitTimeoutSeconds", session.waitSeconds);
            expected.put("ratePerSecondMicroUsdc", ModelSession.RATE);
            expected.put("holdMicroUsdc", session.maxSeconds * ModelSession.RATE);
            expected.put("startedAt", session.startedAt);
            expected.put("endedAt", session.endedAt);
            expected.put("cleanSeconds", session.cleanSeconds);
            expected.put("chargedMicroUsdc", session.charged());
            expected.put("videoBackendRef", session.isOpen() ? session.ref : null);
            expected.put("whepUrl", live ? url(session, "whep") : null);
            expected.put("whipUrl", live && session.isOperator(viewer.workspace()) ? url(session, "whip") : null);
            expected.forEach((field, value) -> {
                JsonNode shown = data.path(field);
                String text = shown.isNull() || shown.isMissingNode() ? "null" : shown.asText();
                Object same = value instanceof Instant at ? WIRE.format(at) : String.valueOf(value);
                assertThat(text).as(field).isEqualTo(same);
            });
        };
    }

    private Consumer<JsonNode> workspaceView(ModelWorkspace workspace) {
        String availability = model.isBusy(workspace.id) ? "BUSY" : workspace.isOnline() ? "ONLINE" : "OFFLINE";
        return data -> assertThat(data.get("availabilityState").asText()).isEqualTo(availability);
    }

    private static String url(ModelSession session, String end) {
        return "http://127.0.0.1:9/" + session.ref + "/" + end;
    }

    /** A caller of that number among all; below 0 one that a step of this sort is for. */
    private ModelCaller caller(int who, List<String> natural) {
        List<ModelCaller> callers = model.access.callers;
        return who < 0
                ? model.access.fullKeyOf(natural.get((-1 - who) % natural.size()))
                : callers.get(who % callers.size());
    }

    /** The consumer of a session, or its operator where it has one. */
    private ModelCaller party(String id, boolean operator) {
        ModelSession session = model.sessions.get(id);
        if (session == null) {
            return model.access.fullKeyOf(consumers.get(0));
        }
        return model.access.fullKeyOf(operator && session.operator != null ? session.operator : session.consumer);
    }

    private int indexOf(String workspace) {
        return model.access.callers.indexOf(model.access.fullKeyOf(workspace));
    }

    private String workspace(int number) {
        return number < 3 ? suppliers.get(number) : consumers.get(number % 2);
    }

    boolean has(SessionState state) {
        return model.sessions.values().stream().anyMatch(session -> session.state == state);
    }

    /** The session that is so many before the newest; for 0 the newest that is in that state, if any is. */
    private String session(int which, SessionState fitting) {
        List<ModelSession> newestFirst = new ArrayList<>(model.sessions.values());
        Collections.reverse(newestFirst);
        if (which == 0 && has(fitting)) {
            newestFirst.removeIf(session -> session.state != fitting);
        }
        return newestFirst.stream()
                .skip(which)
                .findFirst()
                .map(session -> session.id)
                .orElse(UNKNOWN);
    }
}
