// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.time.Duration;
import java.util.List;

/** Bring your own feed: nothing is made. */
final class NoBackend implements VideoBackend {

    @Override
    public String name() {
        return "none";
    }

    @Override
    public VideoInput create(InputName name, Duration limit) {
        throw VideoException.noBackend();
    }

    @Override
    public void delete(String ref) {
        throw VideoException.noBackend();
    }

    @Override
    public List<Found> list() {
        return List.of();
    }
}
