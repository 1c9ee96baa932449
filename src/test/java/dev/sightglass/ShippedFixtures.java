// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.ApiKeys;
import dev.sightglass.demo.DemoCamera;
import dev.sightglass.demo.DemoSettings;
import dev.sightglass.whep.webrtc.WebRtc;
import java.time.Clock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** What the tests of the shipped application add to it: a clock to move, a camera to look through, a client. */
@TestConfiguration(proxyBeanMethods = false)
class ShippedFixtures {

    @Bean
    @Primary
    ShiftedClock shiftedClock() {
        return new ShiftedClock();
    }

    /** Small and slow, since the pictures matter less here than that there are some. */
    @Bean(initMethod = "start")
    DemoCamera camera(WebRtc webRtc) {
        return new DemoCamera(webRtc::factory, Clock.systemUTC(), new DemoSettings(640, 360, 15, 0));
    }

    @Bean
    @Lazy
    Api api(Environment environment, ApiKeys keys, DemoCamera camera) {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        int managementPort = environment.getRequiredProperty("local.management.port", Integer.class);
        return new Api(port, managementPort, keys, camera);
    }
}
