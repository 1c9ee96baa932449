// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@link WorkspaceRepository} promises, on either database. */
class JdbcWorkspacesIT {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00.123Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    @Nested
    @ExtendWith(OnH2.class)
    class OnH2InMemory extends Contract {
        OnH2InMemory(DataSource database) {
            super(database);
        }
    }

    @Nested
    @ExtendWith(OnPostgres.class)
    class OnARealPostgres extends Contract {
        OnARealPostgres(DataSource database) {
            super(database);
        }
    }

    abstract static class Contract {
        private static final String CATS = "cats";
        private final JdbcClient jdbc;
        private final WorkspaceRepository repository;

        Contract(DataSource database) {
            this.jdbc = JdbcClient.create(database);
            this.repository = new JdbcWorkspaces(database);
        }

        @BeforeEach
        void addCats() {
            assertThat(repository.add(configured(CATS, WorkspaceRole.SUPPLIER), NOON))
                    .isTrue();
        }

        private static ConfiguredWorkspace configured(String id, WorkspaceRole... roles) {
            return new ConfiguredWorkspace(id, id, null, Set.of(roles), null);
        }

        private Workspace cats() {
            return repository.find(CATS).orElseThrow();
        }

        private boolean change(WorkspaceChange change) {
            return repository.change(CATS, change, NOON);
        }

        private Instant onlineSince() {
            return jdbc.sql("SELECT online_since FROM workspaces WHERE id = ?")
                    .param(CATS)
                    .query(OffsetDateTime.class)
                    .optional()
                    .map(OffsetDateTime::toInstant)
                    .orElse(null);
        }

        private void engage() {
            jdbc.sql("""
                            INSERT INTO sessions (id, consumer_workspace_id, state, max_duration_seconds,
                                wait_timeout_seconds, rate_per_second_micro_usdc, hold_micro_usdc, clean_seconds,
                                charged_micro_usdc, created_at, whep_url, feed_state, feed_epoch, feed_attempts,
                                engaged_operator_id)
                            VALUES (:id, 'dogs', 'ASSIGNED', 60, 60, 0, 0, 0, 0, :now, '', 'none', 0, 0, :cats)
                            """)
                    .param("id", UUID.randomUUID())
                    .param("now", WorkspaceRow.time(NOON))
                    .param("cats", CATS)
                    .update();
        }

        @Nested
        class AddedOrConfigured {

            @Test
            void givesBackWhatWasAdded() {
                repository.add(
                        new ConfiguredWorkspace(
                                "id-1", "dogs", " Dogs ", Set.of(WorkspaceRole.CONSUMER, WorkspaceRole.SUPPLIER), 7L),
                        NOON);

                assertThat(repository.find("id-1"))
                        .contains(new Workspace(
                                "id-1",
                                "dogs",
                                "Dogs",
                                Set.of(WorkspaceRole.CONSUMER, WorkspaceRole.SUPPLIER),
                                7L,
                                Availability.OFFLINE,
                                new Coverage(null, null, null),
                                null,
                                null,
                                NOON,
                                null));
            }

            @Test
            void mayBeCalledEightyCats() {
                String cats = "\ud83d\udc08".repeat(80);

                assertThat(change(Changes.name(cats))).isTrue();

                assertThat(cats().name()).isEqualTo(cats);
            }

            @Test
            void isNamedAsItsSlugUntilSomebodyNamesIt() {
                assertThat(cats().name()).isEqualTo(CATS);

                change(Changes.name("Cats & co"));
                repository.configure(configured(CATS, WorkspaceRole.SUPPLIER));

                assertThat(cats().name()).isEqualTo("Cats & co");
            }

            @Test
            void findsNothingUnderAnotherId() {
                assertThat(repository.find("dogs")).isEmpty();
            }

            @Test
            void addsNoneWhoseIdOrSlugIsTaken() {
                assertThat(repository.add(configured(CATS, WorkspaceRole.CONSUMER), LATER))
                        .isFalse();
                assertThat(repository.add(
                                new ConfiguredWorkspace("id-2", CATS, null, Set.of(WorkspaceRole.CONSUMER), null),
                                LATER))
                        .isFalse();

                assertThat(cats().roles()).containsExactly(WorkspaceRole.SUPPLIER);
            }

            @Test
            void configuresNoneThatIsNotThere() {
                assertThat(repository.configure(configured("dogs", WorkspaceRole.CONSUMER)))
                        .isFalse();
            }

            @Test
            void refusesASlugOfAnother() {
                repository.add(configured("dogs", WorkspaceRole.CONSUMER), NOON);

                assertThatThrownBy(() -> repository.configure(
                                new ConfiguredWorkspace("dogs", CATS, null, Set.of(WorkspaceRole.CONSUMER), null)))
                        .hasMessage("CONFLICT workspace:slugTaken");
            }

            @Test
            void takesOneThatIsNoSupplierAnyMoreOffline() {
                change(Changes.online(47.5, -122.25, 500));

                repository.configure(configured(CATS, WorkspaceRole.CONSUMER));

                assertThat(cats().availability()).isEqualTo(Availability.OFFLINE);
                assertThat(onlineSince()).isNull();
            }

            @Test
            void leavesASupplierOnline() {
                change(Changes.online(47.5, -122.25, 500));

                repository.configure(configured(CATS, WorkspaceRole.SUPPLIER));

                assertThat(cats().availability()).isEqualTo(Availability.ONLINE);
                assertThat(onlineSince()).isEqualTo(NOON);
            }
        }

        @Nested
        class Changed {

            @Test
            void keepsWhatIsNotGiven() {
                change(Changes.online(47.5, -122.25, 500));
                change(Changes.kind(DeviceKind.PTZ));

                assertThat(change(Changes.name("Cats & co"))).isTrue();

                assertThat(cats().coverage()).isEqualTo(new Coverage(47.5, -122.25, 500.0));
                assertThat(cats().deviceKind()).isEqualTo(DeviceKind.PTZ);
                assertThat(cats().availability()).isEqualTo(Availability.ONLINE);
            }

            @Test
            void byNothingStaysAsItIs() {
                Workspace before = cats();

                assertThat(change(Changes.nothing())).isTrue();

                assertThat(cats()).isEqualTo(before);
            }

            @Test
            void byNothingThatIsNotThereSaysSo() {
                assertThat(repository.change("dogs", Changes.nothing(), NOON)).isFalse();
            }

            @Test
            void goesOnlineWithACircleGivenInParts() {
                change(Changes.circle(Change.to(1.0), Change.to(2.0), Change.none()));

                assertThat(change(Changes.online())).isFalse();
                change(Changes.circle(Change.none(), Change.none(), Change.to(3.0)));

                assertThat(change(Changes.online())).isTrue();
            }

            @Test
            void doesNotGoOnlineWithACircleThatIsClearedInTheSameBreath() {
                change(Changes.circle(Change.to(1.0), Change.to(2.0), Change.to(3.0)));

                assertThat(change(new WorkspaceChange(
                                null,
                                Availability.ONLINE,
                                Change.to(null),
                                Change.none(),
                                Change.none(),
                                Change.none())))
                        .isFalse();
                assertThat(cats().coverage().lat()).isEqualTo(1.0);
            }

            @Test
            void keepsItsCircleWhileOnlineButMayMoveIt() {
                change(Changes.online(47.5, -122.25, 500));

                assertThat(change(Changes.circle(Change.to(null), Change.none(), Change.none())))
                        .isFalse();
                assertThat(change(Changes.circle(Change.to(48.0), Change.none(), Change.none())))
                        .isTrue();

                assertThat(cats().coverage()).isEqualTo(new Coverage(48.0, -122.25, 500.0));
            }

            @Test
            void clearsItsCircleWhenOffline() {
                change(Changes.online(47.5, -122.25, 500));

                assertThat(change(new WorkspaceChange(
                                null,
                                Availability.OFFLINE,
                                Change.to(null),
                                Change.to(null),
                                Change.to(null),
                                Change.to(null))))
                        .isTrue();

                assertThat(cats().coverage()).isEqualTo(new Coverage(null, null, null));
            }

            @Test
            void hasWaitedSinceItFirstSaidOnline() {
                change(Changes.online(47.5, -122.25, 500));
                repository.change(CATS, Changes.online(), LATER);

                assertThat(onlineSince()).isEqualTo(NOON);
            }

            @Test
            void waitsAnewAfterItWasOffline() {
                change(Changes.online(47.5, -122.25, 500));
                change(Changes.offline());
                assertThat(onlineSince()).isNull();

                repository.change(CATS, Changes.online(), LATER);

                assertThat(onlineSince()).isEqualTo(LATER);
            }

            @Test
            void leavesTheAvailabilityOfAConsumerAlone() {
                repository.configure(configured(CATS, WorkspaceRole.CONSUMER));

                assertThat(change(Changes.online(47.5, -122.25, 500))).isFalse();
                assertThat(change(Changes.offline())).isFalse();
                assertThat(change(Changes.name("Consumer"))).isTrue();
            }
        }

        @Nested
        class Engaged {

            @Test
            void isBusyAndThenWhatItWasSetToMeanwhile() {
                change(Changes.online(47.5, -122.25, 500));
                engage();
                assertThat(cats().availability()).isEqualTo(Availability.BUSY);

                assertThat(change(Changes.offline())).isTrue();
                assertThat(cats().availability()).isEqualTo(Availability.BUSY);

                jdbc.sql("UPDATE sessions SET engaged_operator_id = NULL").update();
                assertThat(cats().availability()).isEqualTo(Availability.OFFLINE);
            }

            @Test
            void isLiveEvenIfItWillBeOfflineAfterwards() {
                change(Changes.online(47.5, -122.25, 500));
                change(Changes.offline());
                assertThat(repository.live()).isEmpty();

                engage();

                assertThat(repository.live()).containsExactly(new CoverageArea(47.5, -122.25, 2_000, null));
            }
        }

        @Nested
        class Alive {

            @Test
            void wasLastSeenAtItsNewestHeartbeat() {
                assertThat(repository.heartbeat(CATS, beat(0), NOON)).isTrue();
                assertThat(cats().lastSeenAt()).isEqualTo(NOON);

                assertThat(repository.heartbeat(CATS, beat(Long.MAX_VALUE), LATER))
                        .isTrue();

                assertThat(cats().lastSeenAt()).isEqualTo(LATER);
                assertThat(cats().coverage()).isEqualTo(new Coverage(null, null, null));
            }

            @Test
            void takesNoHeartbeatTwiceNorAnEarlierOne() {
                repository.heartbeat(CATS, beat(5), NOON);

                assertThat(repository.heartbeat(CATS, beat(5), LATER)).isFalse();
                assertThat(repository.heartbeat(CATS, beat(4), LATER)).isFalse();

                assertThat(cats().lastSeenAt()).isEqualTo(NOON);
            }

            @Test
            void needsToBeASupplier() {
                repository.configure(configured(CATS, WorkspaceRole.CONSUMER));

                assertThat(repository.heartbeat(CATS, beat(1), NOON)).isFalse();
            }

            private Heartbeat beat(long sequence) {
                return new Heartbeat(47.5, -122.25, 10, sequence);
            }
        }
    }
}
