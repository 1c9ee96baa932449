// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.BootstrapKey;
import dev.sightglass.demo.DemoCamera;
import dev.sightglass.demo.DemoSettings;
import dev.sightglass.platform.AccessSettings;
import dev.sightglass.platform.Console;
import dev.sightglass.platform.SessionSettings;
import dev.sightglass.session.Sessions;
import dev.sightglass.whep.webrtc.WebRtc;
import java.time.Clock;
import org.apache.camel.ProducerTemplate;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** What is printed at the start; in profile {@code demo} also the test camera and a session on it. */
@Configuration(proxyBeanMethods = false)
class DemoWiring {

    @Bean
    Console console() {
        return new Console();
    }

    @Bean
    @Profile("!demo")
    FirstKeyNotice firstKeyNotice(BootstrapKey key, Console console) {
        return new FirstKeyNotice(key, console);
    }

    @Bean
    @Profile("demo")
    DemoCamera demoCamera(WebRtc webRtc, Clock clock, Environment environment) {
        DemoSettings settings = Binder.get(environment).bindOrCreate("sightglass.demo", DemoSettings.class);
        return new DemoCamera(webRtc::factory, clock, settings);
    }

    @Bean
    @Profile("demo")
    DemoSession.Feed demoFeed(DemoCamera camera, SessionSettings settings) {
        return new DemoSession.Feed(
                camera, Math.toIntExact(settings.maxDuration().toSeconds()));
    }

    @Bean
    @Profile("demo")
    DemoSession demoSession(
            DemoSession.Feed feed, Sessions sessions, ProducerTemplate camel, DemoSession.Notice notice) {
        return new DemoSession(feed, sessions, camel, notice);
    }

    @Bean
    @Profile("demo")
    DemoSession.Notice demoNotice(BootstrapKey key, AccessSettings settings, Environment environment, Console console) {
        return new DemoSession.Notice(key, settings, environment, console);
    }
}
