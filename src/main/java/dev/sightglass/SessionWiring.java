// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.Envelopes;
import dev.sightglass.api.FindSession;
import dev.sightglass.api.ReadOpenSession;
import dev.sightglass.api.SessionSteps;
import dev.sightglass.cipher.DataCipher;
import dev.sightglass.cipher.SecretColumns;
import dev.sightglass.consistency.DataStore;
import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.SessionSettings;
import dev.sightglass.session.FeedSignal;
import dev.sightglass.session.SessionLimits;
import dev.sightglass.session.SessionListener;
import dev.sightglass.session.Sessions;
import dev.sightglass.whepsession.LeftWhepSessions;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sessions, and the steps by which routes open, find, end and show them. */
@Configuration(proxyBeanMethods = false)
class SessionWiring {

    @Bean
    SecretColumns sessionSecrets() {
        return Sessions.secretColumns();
    }

    @Bean
    Sessions.Store sessionStore(DataStore history, DataCipher cipher) {
        return new Sessions.Store(history, cipher);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Sessions sessions(Sessions.Store store, Clock clock, SessionSettings settings, List<SessionListener> listeners) {
        SessionLimits limits = new SessionLimits(
                settings.waitTimeout(),
                Math.toIntExact(settings.maxDuration().toSeconds()),
                settings.openPerWorkspace(),
                settings.keepEnded(),
                settings.spendingLimitMicroUsdc(),
                disconnectsThatCount(settings));
        return Sessions.stored(store, clock, limits, SessionListener.all(listeners));
    }

    private static Set<FeedSignal.Source> disconnectsThatCount(SessionSettings settings) {
        return settings.disconnectsCount().stream()
                .map(name -> FeedSignal.Source.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    @Bean
    FormerSessions formerSessions(Sessions sessions, ProducerTemplate camel, LeftWhepSessions left) {
        return new FormerSessions(sessions, camel, left);
    }

    @Bean("resume-waiting-sessions")
    Processor resumeWaitingSessions(FormerSessions former) {
        return former::resumeWaiting;
    }

    @Bean
    SessionSteps sessionSteps(Sessions sessions, Envelopes envelopes) {
        return new SessionSteps(sessions, envelopes);
    }

    @Bean("find-session")
    FindSession findSession(Sessions sessions) {
        return new FindSession(sessions);
    }

    @Bean("read-open-session")
    ReadOpenSession readOpenSession(AddressPolicy addresses, SessionSettings settings) {
        return new ReadOpenSession(
                addresses, Math.toIntExact(settings.maxDuration().toSeconds()));
    }

    @Bean("open-session")
    Processor openSession(SessionSteps steps) {
        return steps.open();
    }

    @Bean("end-session")
    Processor endSession(SessionSteps steps) {
        return steps.end();
    }

    @Bean("end-or-cancel-session")
    Processor endOrCancelSession(SessionSteps steps) {
        return steps.endOrCancel();
    }

    @Bean("expire-sessions")
    Processor expireSessions(SessionSteps steps) {
        return steps.expire();
    }

    @Bean("answer-session")
    Processor answerSession(SessionSteps steps) {
        return steps.answer();
    }

    @Bean("require-party-scope")
    Processor requirePartyScope(SessionSteps steps) {
        return steps.requirePartyScope();
    }
}
