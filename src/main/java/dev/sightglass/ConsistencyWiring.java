// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.ConsistencyTokens;
import dev.sightglass.consistency.DataStore;
import javax.sql.DataSource;
import org.apache.camel.Processor;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one history of the database, and the step by which a route's answer names a write in it. */
@Configuration(proxyBeanMethods = false)
class ConsistencyWiring {

    @Bean
    @DependsOnDatabaseInitialization
    DataStore dataStore(DataSource database) {
        return DataStore.of(database);
    }

    @Bean
    ConsistencyTokens consistencyTokens(DataStore store) {
        return new ConsistencyTokens(store);
    }

    @Bean("issue-consistency-token")
    Processor issueConsistencyToken(ConsistencyTokens tokens) {
        return tokens::issue;
    }
}
