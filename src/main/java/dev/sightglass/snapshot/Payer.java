// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.time.Duration;

/** On whose account an encode goes: who asked first for a picture that has to be made. Safe for concurrent use; nothing here blocks. */
public interface Payer {

    /** Whose turn it takes: each workspace has its own queue. */
    String workspaceId();

    /**
     * Lets an encode begin.
     *
     * @throws dev.sightglass.platform.ContractException if this payer must not cause one now
     */
    void requireEncodeTime();

    /** Takes the time of an encode that is over, whatever became of it. Called on a worker. */
    void charge(Duration time);

    /** An account of nobody's, without limit: for what the process asks for itself. */
    static Payer nobody() {
        return Nobody.INSTANCE;
    }

    /** See {@link #nobody}. */
    enum Nobody implements Payer {
        INSTANCE;

        @Override
        public String workspaceId() {
            return "";
        }

        @Override
        public void requireEncodeTime() {
            // Without limit.
        }

        @Override
        public void charge(Duration time) {
            // Nobody pays.
        }
    }
}
