// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.AddressRefusedException;
import dev.sightglass.video.VideoException.Kind;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inputs of sessions: made when one starts, condemned when it is over. Each has a row before the backend hears of it, so
 * that none is left behind, whatever fails between the two. Safe for concurrent use.
 */
public final class VideoInputs {
    private static final Logger LOG = LoggerFactory.getLogger(VideoInputs.class);

    /** Far longer than one request may take, and than the caller needs to store what it got. */
    static final Duration LEASE = Duration.ofMinutes(3);

    private static final int KEY_BYTES = 16;

    private final VideoBackend backend;
    private final InputRepository repository;
    private final Retries retries;
    private final AddressPolicy addresses;
    private final Clock clock;
    private final Semaphore places;
    private final SecureRandom random = new SecureRandom();

    VideoInputs(Parts parts, AddressPolicy addresses, Clock clock, int mostAtOnce) {
        this.backend = parts.backend();
        this.repository = parts.repository();
        this.retries = parts.retries();
        this.addresses = addresses;
        this.clock = clock;
        this.places = new Semaphore(mostAtOnce);
    }

    /** What inputs are made with. */
    record Parts(VideoBackend backend, InputRepository repository, Retries retries) {}

    /**
     * Makes an input for a session, on the calling thread, for as long as the settings allow. Whoever gets it stores it with the
     * session within {@link #LEASE}, or gives it back with {@link #release}; else it is deleted as an orphan.
     *
     * @throws VideoException if the backend makes none, or one whose WHEP URL the address rules refuse
     * @throws VideoBusyException if as many as may be are being made
     */
    public VideoInput mint(UUID sessionId) {
        if (!places.tryAcquire()) {
            throw new VideoBusyException();
        }
        try {
            VideoInput input = retries.call(limit -> tryOnce(sessionId, limit));
            LOG.info("event=video-input-made session={} backend={}", sessionId, backend.name());
            return checked(input);
        } finally {
            places.release();
        }
    }

    /** Nobody needs this input: it is deleted soon, in the background. */
    public void release(VideoInput input) {
        repository.condemn(input.ref(), clock.instant());
    }

    /** A session is over: its input is deleted soon, in the background. Returns after one statement. */
    public void releaseOf(UUID sessionId) {
        repository.condemnOf(sessionId, clock.instant());
    }

    /** Each try is an input of its own, since one that was not answered may exist. */
    private VideoInput tryOnce(UUID sessionId, Duration limit) {
        InputName name = new InputName(sessionId, key());
        repository.want(name, clock.instant().plus(LEASE));
        VideoInput input;
        try {
            input = backend.create(name, limit);
        } catch (VideoException e) {
            if (!e.mayHaveMade()) {
                repository.forget(name.key());
            }
            throw e;
        }
        if (!repository.made(name.key(), input.ref(), clock.instant().plus(LEASE))) {
            throw VideoException.of(Kind.REFUSED, "timeout");
        }
        return input;
    }

    private VideoInput checked(VideoInput input) {
        try {
            addresses.check(input.whepUrl());
            return input;
        } catch (AddressRefusedException e) {
            LOG.warn(
                    "event=video-url-refused backend={} rule={}",
                    backend.name(),
                    e.reason().label());
            release(input);
            throw VideoException.of(Kind.REFUSED, "whepUrlRefused");
        }
    }

    private String key() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
