// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.platform.SettingException;
import java.sql.SQLException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.spring.boot.CamelSpringBootInitializationException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;

class StartFailuresTest {
    private final StartFailures failures = new StartFailures(new org.springframework.core.env.StandardEnvironment());

    @Test
    void giveTheSentenceOfASetting() {
        Throwable failure = new BeanCreationException(
                "bean", "deep inside", new SettingException("some.setting", "makes no sense"));

        assertThat(new SettingFailures().analyze(failure).getDescription()).isEqualTo("some.setting makes no sense.");
    }

    @Test
    void saysThatTheDatabaseCannotBeOpenedAndWhyInOneLine() {
        Throwable failure = new BeanCreationException(
                "flyway", "deep inside", new IllegalStateException(new SQLException("in use\nUSER sa")));

        assertThat(failures.analyze(failure).getDescription()).isEqualTo("The database cannot be opened: in use");
    }

    @Test
    void nameTheRouteAndTheInnermostReason() {
        Throwable failure = new FailedToCreateRouteException(
                "ingest",
                "file:routes/ingest.camel.yaml",
                "Route(...)",
                new IllegalStateException("outer", new IllegalStateException("no such bean")));

        assertThat(failures.analyze(failure).getDescription()).isEqualTo("Route ingest cannot be built: no such bean");
    }

    @Test
    void sayWhereAFileIsWrong() {
        Throwable failure = new CamelSpringBootInitializationException(
                new IllegalStateException("Unknown node id: x in file:routes/a.camel.yaml, line 3, column 5"));

        assertThat(failures.analyze(failure).getDescription())
                .isEqualTo(
                        "The routes cannot be read: Unknown node id: x in file:routes/a.camel.yaml, line 3, column 5");
    }

    @Test
    void leaveToOthersWhatTheyDoNotKnow() {
        assertThat(failures.analyze(new IllegalStateException("anything"))).isNull();
    }
}
