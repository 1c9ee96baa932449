// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

/** Where sessions stand. Safe for concurrent use; answers from memory, mostly: it is asked with every frame that is waited for. */
@FunctionalInterface
public interface Standings {

    /**
     * Where a session stands now.
     *
     * @throws RuntimeException if that cannot be known; those who wait get it for their answer
     */
    Standing of(String sessionId);
}
