// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.consistency.DataStore;
import dev.sightglass.testdb.OnH2;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How old what is remembered of workspaces may be. Two objects on one database stand for two processes. */
@ExtendWith(OnH2.class)
class RecentWorkspacesTest {
    private static final String CATS = "cats";
    private final AtomicLong nanos = new AtomicLong();
    private final Workspaces here;
    private final Workspaces elsewhere;

    RecentWorkspacesTest(DataSource database) {
        Clock clock = Clock.fixed(Instant.parse("2026-05-13T12:00:00Z"), ZoneOffset.UTC);
        here = new Workspaces(new JdbcWorkspaces(database), DataStore.of(database), nanos::get, clock);
        elsewhere = new Workspaces(new JdbcWorkspaces(database), DataStore.of(database), nanos::get, clock);
    }

    @BeforeEach
    void addCats() {
        here.configure(new ConfiguredWorkspace(CATS, CATS, "Cats", Set.of(WorkspaceRole.SUPPLIER), null));
    }

    private String nameHere() {
        return here.recall(CATS).orElseThrow().name();
    }

    @Test
    void isAtMostFiveSecondsOld() {
        assertThat(nameHere()).isEqualTo("Cats");
        elsewhere.change(CATS, Changes.name("Dogs"));

        nanos.addAndGet(Duration.ofMillis(4_999).toNanos());
        assertThat(nameHere()).isEqualTo("Cats");
        assertThat(here.find(CATS).name()).isEqualTo("Dogs");

        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(nameHere()).isEqualTo("Dogs");
    }

    @Test
    void showsAtOnceWhatItChangedItself() {
        assertThat(nameHere()).isEqualTo("Cats");
        assertThat(here.coverage()).isEmpty();

        here.change(CATS, Changes.name("Dogs"));
        here.change(CATS, Changes.online(1, 2, 3));

        assertThat(nameHere()).isEqualTo("Dogs");
        assertThat(here.coverage()).hasSize(1);
    }

    @Test
    void showsAtOnceWhatItAddedThoughNobodyWasThereBefore() {
        assertThat(here.recall("dogs")).isEmpty();

        here.configure(new ConfiguredWorkspace("dogs", "dogs", null, Set.of(WorkspaceRole.CONSUMER), null));

        assertThat(here.recall("dogs")).isPresent();
    }

    @Test
    void remembersTheCoverageForFiveSeconds() {
        assertThat(here.coverage()).isEmpty();
        elsewhere.change(CATS, Changes.online(1, 2, 3));
        assertThat(here.coverage()).isEmpty();

        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(here.coverage()).hasSize(1);
    }
}
