// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.demo.DemoCamera;
import dev.sightglass.demo.DemoSettings;
import dev.sightglass.whep.webrtc.WebRtc;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A camera of two frames a second, between which there is time to show that nothing newer is there. */
final class SlowCamera implements AutoCloseable {
    /** From one frame to the next. */
    static final Duration PERIOD = Duration.ofMillis(500);

    private final DemoCamera camera;

    SlowCamera(WebRtc webRtc) {
        camera = new DemoCamera(webRtc::factory, Clock.systemUTC(), new DemoSettings(640, 360, 2, 0));
        camera.start();
    }

    /** A body for {@code POST /sessions}. */
    String session() {
        return Api.json(Map.of("whepUrl", camera.whepUrl().toString()));
    }

    @Override
    public void close() {
        camera.close();
    }
}
