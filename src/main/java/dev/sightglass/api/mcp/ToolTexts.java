// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What models read of the server: {@code tools.yaml} beside this class.
 *
 * @param instructions of the server as a whole
 * @param tools name, description, input schema and annotations of each
 */
record ToolTexts(String instructions, List<McpSchema.Tool> tools) {

    private static final String FILE = "tools.yaml";

    /** Those that ship. */
    static ToolTexts shipped(JsonRpc json) {
        try (InputStream file = Objects.requireNonNull(ToolTexts.class.getResourceAsStream(FILE), FILE)) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return json.mapper().convertValue(tree, ToolTexts.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
