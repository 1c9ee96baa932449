// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * Runs a test class against what ships: the wiring, {@code application.yaml} and {@code routes/} of the working directory, on
 * free ports, with the test camera as feed. All classes with it share one application.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {Sightglass.class, ShippedFixtures.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "spring.datasource.url=jdbc:h2:mem:shipped;DB_CLOSE_DELAY=-1",
            "sightglass.access.bootstrap-key=" + Api.KEY,
            "sightglass.access.jwt.issuer-uri=" + Jwts.ISSUER,
            "sightglass.access.jwt.audiences=" + Jwts.AUDIENCE,
            "sightglass.access.jwt.secret=" + Jwts.SECRET,
            "sightglass.ingest.allowed-hosts=127.0.0.1",
            "sightglass.ingest.allow-private-addresses=true",
            // The tests' own CPU time is the process's here.
            "sightglass.ingest.max-cpu=0"
        })
@AutoConfigureObservability(tracing = false)
@interface ShippedApplication {}
