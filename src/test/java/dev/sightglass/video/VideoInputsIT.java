// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.testdb.OnH2;
import dev.sightglass.video.FakeCloudflare.Mischief;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Making inputs and leaving none behind, with Cloudflare's API, a database and a clock of the test's own. */
@ExtendWith(OnH2.class)
class VideoInputsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AFTER_LEASE = VideoInputs.LEASE.plusSeconds(1);

    private final DataSource database;
    private final SessionRows sessions;
    private final FakeClock clock = new FakeClock();
    private FakeCloudflare cloudflare;
    private CloudflareBackend backend;
    private JdbcInputs repository;

    VideoInputsIT(DataSource database) {
        this.database = database;
        this.sessions = new SessionRows(database);
    }

    @BeforeEach
    void start() throws IOException {
        cloudflare = FakeCloudflare.start();
        URI live = URI.create(cloudflare.baseUrl() + "/accounts/" + FakeCloudflare.ACCOUNT + "/stream/live_inputs");
        backend = new CloudflareBackend(new CloudflareApi(live, FakeCloudflare.TOKEN, clock), PATIENCE);
        repository = new JdbcInputs(database, backend.name());
    }

    @AfterEach
    void stop() {
        backend.close();
        cloudflare.close();
    }

    private VideoInputs inputs(String allowedHost) {
        Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(4), () -> 1);
        Retries retries = new Retries(backoff, Duration.ofSeconds(15), clock, clock::nanos);
        AddressPolicy addresses = new AddressPolicy(
                List.of(allowedHost), false, host -> new InetAddress[] {InetAddress.getByName("1.1.1.1")});
        return new VideoInputs(new VideoInputs.Parts(backend, repository, retries), addresses, clock, 1);
    }

    private VideoInputs inputs() {
        return inputs("*.cloudflarestream.com");
    }

    private InputTidier tidier() {
        return new InputTidier(
                backend, repository, new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(10), () -> 1), clock);
    }

    private void tidyFor(Duration time) {
        InputTidier tidier = tidier();
        for (Duration past = Duration.ZERO; past.compareTo(time) < 0; past = past.plusSeconds(2)) {
            clock.advance(Duration.ofSeconds(2));
            tidier.tidy();
        }
    }

    @Nested
    class Making {
        @Test
        void returnsWhatTheBackendMade() {
            UUID session = sessions.open(null);

            VideoInput input = inputs().mint(session);

            assertThat(cloudflare.inputs().get(input.ref())).contains(session.toString());
        }

        @ParameterizedTest
        @EnumSource(
                value = Mischief.class,
                names = {"TOO_MANY", "BROKEN", "AWAY", "CUT_AFTER_MAKING"})
        void triesAgainAfterWhatPasses(Mischief mischief) {
            cloudflare.plan(mischief);

            VideoInput input = inputs().mint(sessions.open(null));

            assertThat(cloudflare.inputs()).containsKey(input.ref());
            assertThat(cloudflare.requests()).containsExactly("POST", "POST");
            assertThat(clock.nanos())
                    .isEqualTo(Duration.ofMillis(mischief == Mischief.TOO_MANY ? 2000 : 250)
                            .toNanos());
        }

        @ParameterizedTest
        @EnumSource(
                value = Mischief.class,
                names = {"FORBIDDEN", "REFUSED", "REDIRECT", "GARBAGE", "OTHER_JSON", "HUGE"})
        void triesOnceWhereAnotherTryWouldFailAsWell(Mischief mischief) {
            cloudflare.plan(mischief);

            assertThatThrownBy(() -> inputs().mint(sessions.open(null))).isInstanceOf(VideoException.class);
            assertThat(cloudflare.requests()).containsExactly("POST");
        }

        @Test
        void refusesAnInputWhoseWhepUrlTheRulesRefuseAndDeletesIt() {
            assertThatThrownBy(() -> inputs("elsewhere.example").mint(sessions.open(null)))
                    .hasMessage("VIDEO_ERROR video:whepUrlRefused");

            tidier().tidy();
            assertThat(cloudflare.inputs()).isEmpty();
        }

        @Test
        void refusesMoreAtOnceThanMayBe() {
            cloudflare.plan(Mischief.SILENCE);
            VideoInputs inputs = inputs();
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                CompletableFuture<?> first = CompletableFuture.runAsync(() -> inputs.mint(sessions.open(null)), other);
                await().atMost(PATIENCE).until(() -> !cloudflare.requests().isEmpty());

                assertThatThrownBy(() -> inputs.mint(sessions.open(null)))
                        .isInstanceOfSatisfying(
                                VideoBusyException.class,
                                busy -> assertThat(busy.code()).isEqualTo("UNAVAILABLE"));
                assertThat(first).isNotDone();
            } finally {
                other.shutdownNow();
            }
        }
    }

    @Nested
    class LeavesNone {
        @Test
        void ofASessionThatIsOver() {
            UUID session = sessions.open(null);
            VideoInput input = inputs().mint(session);
            sessions.refer(session, input.ref());
            tidyFor(AFTER_LEASE);
            assertThat(cloudflare.inputs()).hasSize(1);

            sessions.end(session);
            inputs().releaseOf(session);
            tidier().tidy();

            assertThat(cloudflare.inputs()).isEmpty();
        }

        @Test
        void ofASessionWhoseEndNobodyHeardOf() {
            UUID session = sessions.open(null);
            sessions.refer(session, inputs().mint(session).ref());
            sessions.end(session);

            tidyFor(AFTER_LEASE);

            assertThat(cloudflare.inputs()).isEmpty();
        }

        @Test
        void thatLostTheRaceForItsSession() {
            inputs().release(inputs().mint(sessions.open(null)));

            tidier().tidy();

            assertThat(cloudflare.inputs()).isEmpty();
        }

        @Test
        void whereTheProcessDiedBetweenMakingAndStoring() {
            inputs().mint(sessions.open(null));

            tidyFor(AFTER_LEASE);

            assertThat(cloudflare.inputs()).isEmpty();
        }

        @Test
        void whereTheProcessDiedBeforeTheAnswer() {
            InputName name = new InputName(sessions.open(null), "0123456789abcdef0123456789abcdef");
            repository.want(name, clock.instant().plus(VideoInputs.LEASE));
            cloudflare.make(name.text());

            tidyFor(AFTER_LEASE);

            assertThat(cloudflare.inputs()).isEmpty();
        }

        @Test
        void ofATryThatWasCutOffBesideTheOneThatSucceeded() {
            UUID session = sessions.open(null);
            cloudflare.plan(Mischief.CUT_AFTER_MAKING);
            VideoInput input = inputs().mint(session);
            sessions.refer(session, input.ref());
            assertThat(cloudflare.inputs()).hasSize(2);

            tidyFor(AFTER_LEASE);

            assertThat(cloudflare.inputs()).containsOnlyKeys(input.ref());
        }

        @Test
        void thatShowsUpLate() {
            InputName name = new InputName(sessions.open(null), "0123456789abcdef0123456789abcdef");
            repository.want(name, clock.instant());
            tidier().tidy();
            cloudflare.make(name.text());

            tidyFor(Duration.ofSeconds(30));

            assertThat(cloudflare.inputs()).isEmpty();
        }

        @Test
        void thatTheBackendRefusesToDeleteAtFirst() {
            inputs().release(inputs().mint(sessions.open(null)));
            cloudflare.plan(Mischief.AWAY, Mischief.FORBIDDEN, Mischief.TOO_MANY, Mischief.CUT_AFTER_MAKING);

            tidyFor(Duration.ofMinutes(2));

            assertThat(cloudflare.inputs()).isEmpty();
            assertThat(cloudflare.requests())
                    .filteredOn(request -> request.startsWith("DELETE"))
                    .hasSize(5);
        }

        @Test
        void thatOnlyTheBackendKnowsOf() {
            UUID session = sessions.open(null);
            cloudflare.make(new InputName(session, "0123456789abcdef0123456789abcdef").text());
            sessions.end(session);

            tidier().adopt();
            tidier().tidy();

            assertThat(cloudflare.inputs()).isEmpty();
        }
    }

    @Test
    void touchesNothingOfOthers() {
        String stranger = cloudflare.make("somebody's camera");
        String otherInstallation =
                cloudflare.make(new InputName(UUID.randomUUID(), "0123456789abcdef0123456789abcdef").text());

        tidier().adopt();
        tidyFor(AFTER_LEASE);

        assertThat(cloudflare.inputs()).containsOnlyKeys(stranger, otherInstallation);
    }

    @Test
    void stopsLookingForWhatWasNeverMade() {
        repository.want(new InputName(sessions.open(null), "0123456789abcdef0123456789abcdef"), clock.instant());

        tidyFor(Duration.ofMinutes(10));

        assertThat(cloudflare.requests()).hasSize(6).containsOnly("GET");
    }
}
