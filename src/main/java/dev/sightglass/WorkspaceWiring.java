// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.KnownWorkspaces;
import dev.sightglass.access.workspace.Workspaces;
import dev.sightglass.api.Envelopes;
import dev.sightglass.api.workspaces.AnswerCoverage;
import dev.sightglass.api.workspaces.ReadHeartbeat;
import dev.sightglass.api.workspaces.ReadNewWorkspace;
import dev.sightglass.api.workspaces.ReadWorkspaceChange;
import dev.sightglass.api.workspaces.WorkspaceSteps;
import dev.sightglass.consistency.DataStore;
import dev.sightglass.platform.WorkspaceSettings;
import java.time.Clock;
import org.apache.camel.Processor;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Workspaces, those of the settings among them, and the steps by which routes make, show and change them. */
@Configuration(proxyBeanMethods = false)
class WorkspaceWiring {

    @Bean
    @DependsOnDatabaseInitialization
    Workspaces workspaces(DataStore store, Clock clock, WorkspaceSettings settings) {
        Workspaces workspaces = Workspaces.stored(store, clock);
        new ConfiguredWorkspaces(settings).install(workspaces);
        return workspaces;
    }

    /** What access asks of workspaces: what {@code me} shows, and whether a token or a key is for one that there is. */
    @Bean
    KnownWorkspaces knownWorkspaces(Workspaces workspaces) {
        return (id, token) -> workspaces
                .recall(id, token)
                .map(known -> new KnownWorkspaces.Name(known.id(), known.slug(), known.name()));
    }

    @Bean
    WorkspacesOfSessions workspacesOfSessions(Workspaces workspaces) {
        return new WorkspacesOfSessions(workspaces);
    }

    @Bean
    WorkspaceSteps workspaceSteps(Workspaces workspaces, Envelopes envelopes) {
        return new WorkspaceSteps(workspaces, envelopes);
    }

    @Bean("read-new-workspace")
    ReadNewWorkspace readNewWorkspace() {
        return new ReadNewWorkspace();
    }

    @Bean("create-workspace")
    Processor createWorkspace(WorkspaceSteps steps) {
        return steps.create();
    }

    @Bean("find-workspace")
    Processor findWorkspace(WorkspaceSteps steps) {
        return steps.find();
    }

    @Bean("read-workspace-change")
    ReadWorkspaceChange readWorkspaceChange() {
        return new ReadWorkspaceChange();
    }

    @Bean("change-workspace")
    Processor changeWorkspace(WorkspaceSteps steps) {
        return steps.change();
    }

    @Bean("read-heartbeat")
    ReadHeartbeat readHeartbeat() {
        return new ReadHeartbeat();
    }

    @Bean("note-heartbeat")
    Processor noteHeartbeat(WorkspaceSteps steps) {
        return steps.heartbeat();
    }

    @Bean("answer-workspace")
    Processor answerWorkspace(WorkspaceSteps steps) {
        return steps.answer();
    }

    @Bean("answer-new-workspace")
    Processor answerNewWorkspace(WorkspaceSteps steps) {
        return steps.answerCreated();
    }

    @Bean("list-workspaces")
    Processor listWorkspaces(WorkspaceSteps steps) {
        return steps.list();
    }

    @Bean("answer-coverage")
    AnswerCoverage answerCoverage(Workspaces workspaces, Envelopes envelopes) {
        return new AnswerCoverage(workspaces, envelopes);
    }
}
