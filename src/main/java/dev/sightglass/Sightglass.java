// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.observation.web.servlet.WebMvcObservationAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Sightglass. Everything it runs stands in {@code routes/} and {@code application.yaml}. */
// Camel measures each route; Spring measuring each request besides took a tenth of a cached answer.
@SpringBootApplication(exclude = WebMvcObservationAutoConfiguration.class)
@ConfigurationPropertiesScan
public class Sightglass {

    public static void main(String[] arguments) {
        ShutdownLimit.set();
        SpringApplication.run(Sightglass.class, arguments);
    }
}
