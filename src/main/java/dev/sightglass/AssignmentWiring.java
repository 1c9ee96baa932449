// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.Envelopes;
import dev.sightglass.api.sessions.AssignmentSteps;
import dev.sightglass.api.sessions.RateSource;
import dev.sightglass.api.sessions.RequireRole;
import dev.sightglass.api.sessions.SpendingLimits;
import dev.sightglass.api.sessions.WorkspaceRoles;
import dev.sightglass.session.Sessions;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps by which routes ask for sessions and give them their operators. */
@Configuration(proxyBeanMethods = false)
class AssignmentWiring {

    @Bean
    AssignmentSteps assignmentSteps(Sessions sessions, Envelopes envelopes) {
        return new AssignmentSteps(sessions, envelopes);
    }

    @Bean("request-session")
    Processor requestSession(AssignmentSteps steps, RateSource rates, SpendingLimits limits) {
        return steps.request(rates, limits);
    }

    @Bean("dispatch-session")
    Processor dispatchSession(AssignmentSteps steps) {
        return steps.dispatch();
    }

    @Bean("accept-session")
    Processor acceptSession(AssignmentSteps steps) {
        return steps.accept();
    }

    @Bean("cancel-session")
    Processor cancelSession(AssignmentSteps steps) {
        return steps.cancel();
    }

    @Bean("cancel-all-assignments")
    Processor cancelAllAssignments(AssignmentSteps steps) {
        return steps.cancelAll();
    }

    @Bean("answer-cancelled-assignments")
    Processor answerCancelledAssignments(AssignmentSteps steps) {
        return steps.answerCancelled();
    }

    @Bean("list-sessions")
    Processor listSessions(AssignmentSteps steps) {
        return steps.list();
    }

    @Bean("require-consumer")
    RequireRole requireConsumer() {
        return RequireRole.consumer();
    }

    @Bean("require-operator")
    RequireRole requireOperator() {
        return RequireRole.operator();
    }

    @Bean("require-consumer-role")
    RequireRole requireConsumerRole(WorkspaceRoles roles) {
        return RequireRole.consumerRole(roles);
    }

    @Bean("require-supplier-role")
    RequireRole requireSupplierRole(WorkspaceRoles roles) {
        return RequireRole.supplierRole(roles);
    }
}
