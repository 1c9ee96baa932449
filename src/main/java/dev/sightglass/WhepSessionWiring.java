// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.cipher.DataCipher;
import dev.sightglass.cipher.SecretColumns;
import dev.sightglass.whep.WhepComponent;
import dev.sightglass.whepsession.LeftWhepSessions;
import dev.sightglass.whepsession.OpenWhepSessions;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.Processor;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The account of WHEP sessions that are open on servers, and the end of those that were left. */
@Configuration(proxyBeanMethods = false)
class WhepSessionWiring {

    /** Writes the account; ends before the database goes, which it needs for what is still to be written. */
    static final class Writer implements DisposableBean {
        /** Two statements for each of many more feeds than there may be. */
        private static final int MOST_WAITING = 10_000;

        private static final int SECONDS_TO_FINISH = 1;

        private final ThreadPoolExecutor thread =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread made = new Thread(task, "whep-sessions");
                    made.setDaemon(true);
                    return made;
                });

        @Override
        public void destroy() throws InterruptedException {
            thread.shutdown();
            thread.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS);
        }
    }

    @Bean
    SecretColumns whepSessionSecrets() {
        return OpenWhepSessions.secretColumns();
    }

    @Bean
    Writer whepSessionWriter() {
        return new Writer();
    }

    @Bean
    @DependsOnDatabaseInitialization
    OpenWhepSessions openWhepSessions(DataSource database, DataCipher cipher, Writer writer, Clock clock) {
        return new OpenWhepSessions(database, cipher, writer.thread, clock);
    }

    @Bean
    LeftWhepSessions leftWhepSessions(OpenWhepSessions journal, WhepComponent whep) {
        return new LeftWhepSessions(journal, whep::end);
    }

    @Bean("end-left-whep-sessions")
    Processor endLeftWhepSessions(LeftWhepSessions left) {
        return exchange -> left.end();
    }
}
