// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sightglass.platform.ContractException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Lets a step read a body as it would come over HTTP. */
final class Requests {
    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

    private Requests() {}

    static <T> T read(Processor step, String json, Class<T> type) throws Exception {
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.getMessage().setHeader("Content-Type", "application/json");
        exchange.getMessage().setBody(json.getBytes(StandardCharsets.UTF_8));
        step.process(exchange);
        return exchange.getMessage().getBody(type);
    }

    /** The detail of the INVALID_INPUT that the body is refused with. */
    static String refusal(Processor step, String json) {
        Throwable failure = catchThrowable(() -> read(step, json, Object.class));
        assertThat(failure).as(json).isInstanceOf(ContractException.class);
        ContractException refusal = (ContractException) failure;
        assertThat(refusal.code()).isEqualTo("INVALID_INPUT");
        assertThat(refusal.hint()).isNotBlank();
        return refusal.detail();
    }
}
