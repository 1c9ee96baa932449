// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import dev.sightglass.video.InputRow.State;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes inputs that nobody needs, in the background, until the backend says that they are gone; and looks for those that
 * were asked for without an answer. Several processes may do so at once: each input is claimed first.
 */
public final class InputTidier {
    private static final Logger LOG = LoggerFactory.getLogger(InputTidier.class);

    /** What one run does at most, so that it ends. */
    private static final int BATCH = 20;

    /** Looks for an input whose making was never answered, spread by the backoff over some minutes, before there is none. */
    private static final int LOOKS = 6;

    /** No other process takes a claimed input for as long; a call ends within the request's time limit of at most a minute. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final VideoBackend backend;
    private final InputRepository repository;
    private final Backoff backoff;
    private final Clock clock;

    InputTidier(VideoBackend backend, InputRepository repository, Backoff backoff, Clock clock) {
        this.backend = backend;
        this.repository = repository;
        this.backoff = backoff;
        this.clock = clock;
    }

    /**
     * One run: condemns inputs whose session is over, looks for lost ones, deletes what is condemned and due. Blocks for as long
     * as the backend takes, and ends early where that fails in passing.
     */
    public void tidy() {
        int orphans = repository.condemnOrphans(clock.instant());
        if (orphans > 0) {
            LOG.info("event=video-inputs-orphaned count={}", orphans);
        }
        List<InputRow> due = repository.due(clock.instant(), BATCH);
        lookFor(due.stream().filter(row -> row.state() == State.WANTED).toList());
        for (InputRow row : due) {
            if (row.state() == State.TO_DELETE && !delete(row)) {
                return;
            }
        }
    }

    /**
     * For the start of a process: condemns inputs that the backend has and we have no row of, if their session is known here and
     * over. Those of unknown sessions are left alone: another installation may use the same account.
     */
    public void adopt() {
        try {
            for (VideoBackend.Found found : backend.list()) {
                if (repository.adopt(found.name(), found.ref(), clock.instant())) {
                    LOG.info(
                            "event=video-input-adopted session={}", found.name().sessionId());
                }
            }
        } catch (VideoException e) {
            LOG.warn("event=video-list-failed detail={}", e.detail());
        }
    }

    private void lookFor(List<InputRow> lost) {
        List<InputRow> ours = lost.stream().filter(this::claim).toList();
        if (ours.isEmpty()) {
            return;
        }
        try {
            Map<String, String> refs = backend.list().stream()
                    .collect(Collectors.toMap(
                            found -> found.name().key(), VideoBackend.Found::ref, (first, second) -> first));
            ours.forEach(row -> settle(row, refs));
        } catch (VideoException e) {
            LOG.warn("event=video-list-failed detail={}", e.detail());
            ours.forEach(this::postpone);
        }
    }

    private void settle(InputRow row, Map<String, String> refs) {
        String key = row.name().key();
        String ref = refs.get(key);
        if (ref != null) {
            LOG.info("event=video-input-found session={}", row.name().sessionId());
            repository.found(key, ref, clock.instant());
        } else if (row.attempts() + 1 >= LOOKS) {
            repository.forget(key);
        } else {
            postpone(row);
        }
    }

    /** Whether to go on with the next one. */
    private boolean delete(InputRow row) {
        if (!claim(row)) {
            return true;
        }
        try {
            backend.delete(Objects.requireNonNull(row.ref(), "ref"));
            repository.forget(row.name().key());
            LOG.info("event=video-input-deleted session={}", row.name().sessionId());
            return true;
        } catch (VideoException e) {
            LOG.warn(
                    "event=video-delete-failed session={} try={} detail={}",
                    row.name().sessionId(),
                    row.attempts() + 1,
                    e.detail());
            postpone(row);
            return !e.isPassing();
        }
    }

    private boolean claim(InputRow row) {
        return repository.claim(row, clock.instant().plus(CLAIM));
    }

    private void postpone(InputRow row) {
        Duration delay = backoff.after(row.attempts() + 1);
        repository.postpone(row.name().key(), clock.instant().plus(delay));
    }
}
