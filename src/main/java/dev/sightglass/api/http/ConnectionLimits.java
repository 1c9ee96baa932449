// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.time.Duration;

/**
 * What a connection may take.
 *
 * @param head from the first byte of a request to the end of its headers
 * @param write how long a write may go on without any progress, which the kernel tells of when a third of its buffer is free again
 * @param perAddress connections of one client address at the same time; 0 for as many as there are
 */
public record ConnectionLimits(Duration head, Duration write, int perAddress) {

    /** Of a container that was told nothing else. */
    static final ConnectionLimits USUAL = new ConnectionLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), 0);
}
