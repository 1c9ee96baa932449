// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.docs;

import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * {@code answer-docs}: one of the few files by which the API describes itself, named by the last part of the path;
 * {@code docs} is the page. The files are read once, from the jar. Safe for concurrent use.
 */
public final class AnswerDocs implements Processor {

    private static final String PAGE = "docs";
    private static final String TEXT = "text/plain;charset=utf-8";
    private static final String MARKDOWN = "text/markdown;charset=utf-8";
    private static final String JAVASCRIPT = "text/javascript;charset=utf-8";

    /** Scripts and styles of ours only, and requests to this very server: Swagger UI needs inline styles and data images. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

    private final Map<String, PublicFile> files;

    /** Reads the files. */
    public AnswerDocs() {
        String ui = "/META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion() + "/";
        this.files = Map.of(
                "llms.txt",
                PublicFile.of(TEXT, "/docs/llms.txt"),
                "agents.md",
                PublicFile.of(MARKDOWN, "/docs/agents.md"),
                "api.md",
                PublicFile.of(MARKDOWN, "/docs/api.md"),
                "openapi.yaml",
                PublicFile.of("application/yaml", "/openapi/openapi.yaml"),
                PAGE,
                PublicFile.of("text/html;charset=utf-8", "/docs-page/page.html"),
                "page.js",
                PublicFile.of(JAVASCRIPT, "/docs-page/page.js"),
                "swagger-ui.css",
                PublicFile.of("text/css;charset=utf-8", ui + "swagger-ui.css"),
                "swagger-ui-bundle.js",
                PublicFile.of(JAVASCRIPT, ui + "swagger-ui-bundle.js"));
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        String name = message.getHeader("file", path.substring(path.lastIndexOf('/') + 1), String.class);
        PublicFile file = files.get(name);
        message.removeHeaders("*");
        if (file == null) {
            throw new NoSuchFileException();
        }
        message.setHeader(Exchange.CONTENT_TYPE, file.contentType());
        message.setHeader("Cache-Control", "public, max-age=300");
        message.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        message.setBody(file.content());
    }

    /** The folder in the WebJar carries its version; its pom knows it. */
    private static String swaggerUiVersion() {
        try (var pom = AnswerDocs.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            Properties properties = new Properties();
            properties.load(pom);
            return properties.getProperty("version");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
