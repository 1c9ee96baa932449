// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.stream.Streams;
import org.springframework.context.SmartLifecycle;

/** Ends all streams when the process is asked to go, before the web server waits for its requests. */
final class StreamEnd implements SmartLifecycle {

    private final Streams streams;
    private volatile boolean running;

    StreamEnd(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        streams.closeAll();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The highest phase is stopped first; the graceful shutdown of the web server is 1024 below. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
