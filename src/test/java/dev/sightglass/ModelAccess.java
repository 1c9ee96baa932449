// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who there is, and who may what: the model's side of authentication, scopes and keys. */
final class ModelAccess {
    private static final Duration GRACE = Duration.ofSeconds(60);

    final List<ModelCaller> callers = new ArrayList<>();
    private final Map<String, Instant> revocations = new HashMap<>();
    private final Clock clock;

    ModelAccess(Clock clock) {
        this.clock = clock;
    }

    void authenticated(ModelCaller caller) {
        switch (caller.kind()) {
            case NOBODY -> throw ModelRefusal.of("401 NOT_AUTHENTICATED");
            case STRANGER -> throw ModelRefusal.of("401 INVALID_API_KEY");
            default -> {
                Instant revokedAt = revocations.get(String.valueOf(caller.keyId()));
                if (revokedAt != null && !clock.instant().isBefore(revokedAt.plus(GRACE))) {
                    throw ModelRefusal.of("401 REVOKED_API_KEY");
                }
            }
        }
    }

    void authorised(ModelCaller caller, Scope scope) {
        authenticated(caller);
        if (!caller.scopes().contains(scope)) {
            throw ModelRefusal.notAuthorized();
        }
    }

    /** Lets pass who may manage the keys of that workspace. */
    void manages(ModelCaller caller, String workspace) {
        authenticated(caller);
        if (!caller.managesKeys()) {
            throw ModelRefusal.notAuthorized();
        }
        if (caller.kind() != ModelCaller.Kind.BOOTSTRAP && !workspace.equals(caller.workspace())) {
            throw ModelRefusal.mismatch();
        }
    }

    void mint(ModelCaller caller, String workspace, String environment, Set<Scope> scopes) {
        manages(caller, workspace);
        if (!environment.equals("TEST") || scopes.isEmpty()) {
            throw ModelRefusal.invalidInput();
        }
    }

    /** The moment of the revocation, which a second one does not move. */
    Instant revoke(ModelCaller caller, String workspace, @Nullable String keyId) {
        manages(caller, workspace);
        if (minted().stream()
                .noneMatch(key -> key.keyId().equals(keyId) && key.workspace().equals(workspace))) {
            throw ModelRefusal.of("404 NOT_FOUND");
        }
        return revocations.computeIfAbsent(keyId, id -> clock.instant());
    }

    /** The keys that were made over HTTP. */
    List<ModelCaller> minted() {
        return callers.stream().filter(caller -> caller.keyId() != null).toList();
    }

    /** A caller for that workspace who may everything there. */
    ModelCaller fullKeyOf(String workspace) {
        return callers.stream()
                .filter(caller -> workspace.equals(caller.workspace())
                        && caller.keyId() == null
                        && caller.scopes().contains(Scope.WEBHOOKS_WRITE))
                .findFirst()
                .orElseThrow();
    }
}
