// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions that come and go. */
@NeedsPeers(Peer.Program.WERIFT)
@ExtendWith(SharedApplication.class)
class ManySessionsIT {
    private static final Logger LOG = LoggerFactory.getLogger(ManySessionsIT.class);
    private static final int CYCLES = 20;
    /** Until every pool has its threads and every class is loaded. */
    private static final int WARM_UP = 4;
    /** Pools of the HTTP server and of the JVM breathe; a leak is one per cycle at least. */
    private static final long BREATH = CYCLES / 2;

    @Test
    void leaveNoThreadNoFileAndNoFrameBehind(PackagedApplication application, ApiClient client) {
        try (Peer peer = Peer.werift("--width", "320", "--height", "180")) {
            cycle(WARM_UP, application, client, peer);
            ChildProcess process = application.process();
            long threads = process.threads();
            long files = process.openFiles();
            long memory = process.residentBytes();

            cycle(CYCLES, application, client, peer);

            LOG.info(
                    "{} cycles: threads {} to {}, files {} to {}, resident MB {} to {}",
                    CYCLES,
                    threads,
                    process.threads(),
                    files,
                    process.openFiles(),
                    memory >> 20,
                    process.residentBytes() >> 20);
            assertThat(process.threads()).as("threads").isLessThan(threads + BREATH);
            assertThat(process.openFiles()).as("open files").isLessThan(files + BREATH);
            peer.awaitAllDeleted();
            assertThat(peer.stats().created()).isEqualTo(WARM_UP + CYCLES);
        }
    }

    private static void cycle(int times, PackagedApplication application, ApiClient client, Peer peer) {
        for (int i = 0; i < times; i++) {
            String id = client.open(peer.secretWhepUrl());
            client.awaitPicture(id);
            assertThat(client.end(id).status()).isEqualTo(200);
            application.awaitNothingHeld();
        }
    }
}
