// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpSchema;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRpcTest {
    private final JsonRpc json = new JsonRpc();

    @Test
    void tellsARequestFromANotification() {
        assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"))
                .isInstanceOf(McpSchema.JSONRPCRequest.class);
        assertThat(read("{\"jsonrpc\":\"2.0\",\"method\":\"ping\"}")).isInstanceOf(McpSchema.JSONRPCNotification.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                          | -32700",
                "{\"jsonrpc\":\"2.0\"} trailing             | -32700",
                "{\"jsonrpc\":\"2.0\",\"jsonrpc\":\"2.0\"}  | -32700",
                "''                                         | -32600",
                "null                                       | -32600",
                "[]                                         | -32600",
                "{\"id\":1,\"method\":\"ping\"}             | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}  | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":{}} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}  | -32600",
                "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"} | -32600",
            })
    void refusesWhatIsNoMessage(String body, int code) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        JsonRpcException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"get_frame\"}                       | false",
                "{\"name\":\"get_frame\",\"arguments\":{}}      | false",
                "{\"name\":\"get_frame\",\"arguments\":[]}      | true",
                "{\"name\":\"\"}                                | true",
                "{\"name\":5}                                   | true",
                "{}                                             | true",
                "[]                                             | true",
            })
    void tellsACallThatNamesNoTool(String parameters, boolean malformed) {
        McpSchema.JSONRPCMessage message =
                read("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + parameters + "}");

        assertThat(json.isMalformedToolCall((McpSchema.JSONRPCRequest) message)).isEqualTo(malformed);
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        assertThatThrownBy(() -> read("[".repeat(1000)))
                .isInstanceOfSatisfying(
                        JsonRpcException.class, e -> assertThat(e.code()).isEqualTo(-32700));
    }

    @Test
    void writesAnErrorWithoutAnIdWhereNoneCouldBeRead() {
        assertThat(new String(json.error(null, -32700, "Parse error"), StandardCharsets.UTF_8))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":"
                        + (json.text(java.util.Map.of("code", -32700, "message", "Parse error")) + "}"));
    }

    private McpSchema.JSONRPCMessage read(String body) {
        return json.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
