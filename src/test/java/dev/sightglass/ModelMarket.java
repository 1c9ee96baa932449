// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Workspaces and quotes: the model's side of availability, heartbeats and prices. */
final class ModelMarket {
    private static final Duration QUOTE_GOOD = Duration.ofSeconds(30);
    private static final Duration QUOTE_REMEMBERED = QUOTE_GOOD.plusMinutes(5);

    final Map<String, ModelWorkspace> workspaces = new LinkedHashMap<>();
    final List<ModelQuote> quotes = new ArrayList<>();
    private final ModelAccess access;
    private final Clock clock;

    ModelMarket(ModelAccess access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    /** A promise of a price. */
    record ModelQuote(String id, String workspace, int place, int seconds, Instant madeAt) {}

    /** What a PATCH asks for; {@code PLACE_0} and {@code PLACE_1} set the circle. */
    enum Patch {
        ONLINE("{\"availabilityState\":\"ONLINE\"}"),
        ONLINE_AT_0("{\"availabilityState\":\"ONLINE\"," + circle(0) + "}"),
        ONLINE_AT_1("{\"availabilityState\":\"ONLINE\"," + circle(1) + "}"),
        OFFLINE("{\"availabilityState\":\"OFFLINE\"}"),
        AT_0("{" + circle(0) + "}"),
        NOWHERE("{\"coverageLat\":null}"),
        BUSY("{\"availabilityState\":\"BUSY\"}"),
        TOO_FAR_NORTH("{\"coverageLat\":91}");

        final String json;

        Patch(String json) {
            this.json = json;
        }

        private static String circle(int place) {
            return "\"coverageLat\":10,\"coverageLng\":" + (20 + place) + ",\"coverageRadiusMeters\":5000";
        }

        boolean setsAvailability() {
            return name().startsWith("O");
        }

        boolean goesOnline() {
            return name().startsWith("ONLINE");
        }

        @Nullable Integer place() {
            return name().endsWith("0") ? Integer.valueOf(0) : name().endsWith("1") ? 1 : null;
        }
    }

    void requireOwn(ModelCaller caller, String id) {
        access.authorised(caller, Scope.SESSIONS_OPERATE);
        if (!id.equals(caller.workspace())) {
            throw ModelRefusal.mismatch();
        }
    }

    ModelWorkspace patch(ModelCaller caller, String id, Patch patch) {
        requireOwn(caller, id);
        ModelWorkspace workspace = workspaces.get(id);
        if (patch == Patch.BUSY || patch == Patch.TOO_FAR_NORTH) {
            throw ModelRefusal.invalidInput();
        }
        if (patch.setsAvailability() && !workspace.isSupplier()) {
            throw ModelRefusal.notAuthorized();
        }
        Integer place = patch.place() == null ? workspace.coveredPlace : patch.place();
        if (patch.goesOnline() && place == null || patch == Patch.NOWHERE && workspace.isOnline()) {
            throw ModelRefusal.invalidInput();
        }
        workspace.coveredPlace = patch == Patch.NOWHERE ? null : place;
        if (patch == Patch.OFFLINE) {
            workspace.onlineSince = null;
        } else if (patch.goesOnline() && !workspace.isOnline()) {
            workspace.onlineSince = clock.instant();
        }
        return workspace;
    }

    ModelWorkspace heartbeat(ModelCaller caller, String id, long sequence) {
        requireOwn(caller, id);
        ModelWorkspace workspace = workspaces.get(id);
        if (!workspace.isSupplier()) {
            throw ModelRefusal.notAuthorized();
        }
        if (sequence <= workspace.lastSequence) {
            throw ModelRefusal.of("409 CONFLICT");
        }
        workspace.lastSequence = sequence;
        return workspace;
    }

    void quote(ModelCaller caller, int seconds) {
        access.authorised(caller, Scope.PRICING_READ);
        if (seconds < 1) {
            throw ModelRefusal.invalidInput();
        }
    }

    /** The quote of a wish, which the session that takes it uses up; a refusal leaves it. */
    ModelQuote good(String quoteId, String workspace, ModelWish wish) {
        ModelQuote quote = quotes.stream()
                .filter(each -> each.id().equals(quoteId) && each.workspace().equals(workspace))
                .findFirst()
                .orElseThrow(() -> ModelRefusal.of("404 QUOTE_NOT_FOUND"));
        Instant now = clock.instant();
        if (now.isAfter(quote.madeAt().plus(QUOTE_REMEMBERED))) {
            // Some sweep forgets it from now on.
            throw ModelRefusal.of("404 QUOTE_NOT_FOUND", "409 QUOTE_EXPIRED");
        }
        if (!now.isBefore(quote.madeAt().plus(QUOTE_GOOD))) {
            throw ModelRefusal.of("409 QUOTE_EXPIRED");
        }
        if (wish.place() != quote.place() || wish.maxSeconds() > quote.seconds()) {
            throw ModelRefusal.invalidInput();
        }
        return quote;
    }
}
