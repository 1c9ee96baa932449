// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The allowance of each caller, kept while it is in use. Safe for concurrent use; nothing here blocks. */
public final class CallerLimits {
    /** Some 600 bytes each. Those asked for least go first, and come back with full buckets. */
    private static final int AT_MOST = 10_000;

    /** How long an allowance is kept at least: also a debt is forgotten then. */
    private static final Duration SHORTEST_KEEP = Duration.ofMinutes(10);

    private final Quotas ofCaller;
    private final Quotas ofWorkspace;
    private final TimeMeter time;
    private final Cache<Caller, Allowance> allowances;

    /** Without bounds of its own: the allowances of its callers keep that of a workspace. */
    private final Cache<String, Meters> workspaces =
            Caffeine.newBuilder().weakValues().build();

    /**
     * @param caller what each caller may do
     * @param workspace what all callers of a workspace may do together
     * @param nanoTime as {@link System#nanoTime()}
     */
    public CallerLimits(Rates caller, Rates workspace, LongSupplier nanoTime) {
        this.ofCaller =
                new Quotas(Quota.ofRequests(Limit.REQUESTS, caller), Quota.ofEncodeTime(Limit.ENCODE_TIME, caller));
        this.ofWorkspace = new Quotas(
                Quota.ofRequests(Limit.WORKSPACE_REQUESTS, workspace),
                Quota.ofEncodeTime(Limit.WORKSPACE_ENCODE_TIME, workspace));
        this.time = new NanoTime(nanoTime);
        this.allowances = Caffeine.newBuilder()
                .maximumSize(AT_MOST)
                .expireAfterAccess(keep())
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run) // upkeep takes less time than to wake another thread for it
                .build();
    }

    /**
     * @param caller equal for the same caller, and no secret
     * @param workspaceId null for one that acts for none
     */
    public Allowance of(Object caller, @Nullable String workspaceId) {
        return allowances.get(new Caller(caller, workspaceId), this::fresh);
    }

    /** How many requests and encodes were refused for want of what that limit counts. */
    public long refusals(Limit limit) {
        Quota quota = switch (limit) {
            case REQUESTS -> ofCaller.requests();
            case ENCODE_TIME -> ofCaller.encodeTime();
            case WORKSPACE_REQUESTS -> ofWorkspace.requests();
            case WORKSPACE_ENCODE_TIME -> ofWorkspace.encodeTime();
        };
        return quota == null ? 0 : quota.refusals();
    }

    private Allowance fresh(Caller caller) {
        String workspaceId = caller.workspaceId();
        return new Allowance(
                ofCaller.meters(time),
                workspaceId == null ? Meters.NONE : workspaces.get(workspaceId, id -> ofWorkspace.meters(time)));
    }

    /** A bucket that is full again is the same as a new one. */
    private Duration keep() {
        Duration keep = SHORTEST_KEEP;
        for (Quotas quotas : new Quotas[] {ofCaller, ofWorkspace}) {
            keep = quotas.longerThan(keep);
        }
        return keep;
    }

    private record Caller(Object caller, @Nullable String workspaceId) {}

    /** Null for no limit. */
    private record Quotas(
            @Nullable Quota requests, @Nullable Quota encodeTime) {

        Meters meters(TimeMeter time) {
            return new Meters(
                    requests == null ? null : new Meter(requests, time),
                    encodeTime == null ? null : new Meter(encodeTime, time));
        }

        /** The longer of that and the time in which all are full. */
        Duration longerThan(Duration other) {
            Duration longest = other;
            for (Quota quota : new Quota[] {requests, encodeTime}) {
                if (quota != null && quota.window().compareTo(longest) > 0) {
                    longest = quota.window();
                }
            }
            return longest;
        }
    }

    private record NanoTime(LongSupplier nanoTime) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
