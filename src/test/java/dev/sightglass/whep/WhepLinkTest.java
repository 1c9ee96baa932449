// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WhepLinkTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void doesNotWaitForACloseThatHangs() {
        CompletableFuture<Void> hanging = new CompletableFuture<>();

        assertThat(WhepLink.within(Duration.ofMillis(50), hanging)).succeedsWithin(SOON);
        assertThat(hanging).isNotDone();
    }

    @Test
    void waitsForACloseThatEnds() {
        CompletableFuture<Void> closing = new CompletableFuture<>();
        CompletableFuture<Void> closed = WhepLink.within(Duration.ofMinutes(1), closing);

        assertThat(closed).isNotDone();
        closing.complete(null);
        assertThat(closed).succeedsWithin(SOON);
    }
}
