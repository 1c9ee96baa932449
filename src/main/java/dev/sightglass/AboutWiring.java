// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.Envelopes;
import dev.sightglass.api.about.AnswerConfig;
import dev.sightglass.api.about.AnswerHealth;
import dev.sightglass.platform.PublicConfigSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service says about itself: health, version, public configuration. */
@Configuration(proxyBeanMethods = false)
class AboutWiring {
    private static final String UNKNOWN = "unknown";

    /** The build writes down its version, and its commit where it runs in a checkout. */
    @Bean
    AnswerHealth.Build build(ObjectProvider<BuildProperties> build, ObjectProvider<GitProperties> git) {
        BuildProperties built = build.getIfAvailable();
        GitProperties commit = git.getIfAvailable();
        String version = built == null ? null : built.getVersion();
        String sha = commit == null ? null : commit.getShortCommitId();
        return new AnswerHealth.Build(version == null ? UNKNOWN : version, sha == null ? UNKNOWN : sha);
    }

    @Bean("answer-health")
    AnswerHealth answerHealth(ApplicationAvailability availability, AnswerHealth.Build build, Envelopes envelopes) {
        return new AnswerHealth(
                () -> availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC, build, envelopes);
    }

    @Bean("answer-config")
    AnswerConfig answerConfig(PublicConfigSettings settings, Envelopes envelopes) {
        return new AnswerConfig(settings, envelopes);
    }
}
