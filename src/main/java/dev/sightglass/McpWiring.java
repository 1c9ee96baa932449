// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.ApiKeys;
import dev.sightglass.access.Authenticator;
import dev.sightglass.access.JwtVerifier;
import dev.sightglass.api.Envelopes;
import dev.sightglass.api.mcp.McpServing;
import dev.sightglass.api.mcp.McpServlet;
import dev.sightglass.platform.McpSettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** The MCP server at {@code /mcp}, whose tools are the routes of {@code routes/mcp.camel.yaml}. */
@Configuration(proxyBeanMethods = false)
class McpWiring {

    @Bean(destroyMethod = "close")
    McpServing mcpServing(McpSettings settings, McpServing.Surroundings around) {
        return McpServing.of(settings, around);
    }

    @Bean
    McpServing.Surroundings mcpSurroundings(
            CamelContext camel,
            ApiKeys keys,
            JwtVerifier jwts,
            Envelopes envelopes,
            MeterRegistry metrics,
            ObjectProvider<BuildProperties> build) {
        BuildProperties known = build.getIfAvailable();
        String version = known == null ? "unknown" : known.getVersion();
        return new McpServing.Surroundings(
                camel, new Authenticator(keys, jwts), envelopes, metrics, version, System::nanoTime);
    }

    @Bean
    ServletRegistrationBean<McpServlet> mcpServlet(McpServing serving) {
        ServletRegistrationBean<McpServlet> registration = new ServletRegistrationBean<>(serving.servlet(), "/mcp");
        registration.setName("mcp");
        registration.setAsyncSupported(true);
        return registration;
    }

    /** Before anything stops: a call that waits for a picture would hold up the container and the routes. */
    @Bean
    ApplicationListener<ContextClosedEvent> endMcpSessions(McpServing serving) {
        return closed -> serving.close();
    }
}
