// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.context.support.StandardServletEnvironment;

/** Starts the application in this process as {@code main} would, with environment variables of the test's own; in memory if they name no database. */
final class Start {
    private Start() {}

    /** The running application; the caller closes it. Fails as the start fails, after that was reported. */
    static ConfigurableApplicationContext with(Map<String, String> variables, String... arguments) {
        return run(new SpringApplication(Sightglass.class), variables, arguments);
    }

    /** The same on a clock of the test's own. */
    static ConfigurableApplicationContext with(Clock clock, Map<String, String> variables, String... arguments) {
        return run(having(Clock.class, clock), variables, arguments);
    }

    /** The same with a bean of the test's own in place of the shipped one. */
    static <T> ConfigurableApplicationContext withBean(Class<T> type, T bean, String... arguments) {
        return run(having(type, bean), Map.of(), arguments);
    }

    private static <T> SpringApplication having(Class<T> type, T bean) {
        SpringApplication application = new SpringApplication(Sightglass.class);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean(
                        "test" + type.getSimpleName(), type, () -> bean, definition -> definition.setPrimary(true)));
        return application;
    }

    private static ConfigurableApplicationContext run(
            SpringApplication application, Map<String, String> variables, String... arguments) {
        application.setEnvironment(environment(variables));
        application.setRegisterShutdownHook(false);
        List<String> all = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0"));
        if (!variables.containsKey("SPRING_DATASOURCE_URL")) {
            all.add("--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }
        all.addAll(List.of(arguments));
        return application.run(all.toArray(String[]::new));
    }

    private static StandardServletEnvironment environment(Map<String, String> variables) {
        Map<String, Object> all = new HashMap<>(variables);
        // The tests' own CPU time is the process's here.
        all.putIfAbsent("SIGHTGLASS_INGEST_MAX_CPU", "0");
        return new StandardServletEnvironment() {
            @Override
            public Map<String, Object> getSystemEnvironment() {
                return Map.copyOf(all);
            }
        };
    }
}
