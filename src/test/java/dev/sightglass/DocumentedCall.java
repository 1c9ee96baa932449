// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code curl} command in a block of one of the documents.
 *
 * @param place file and line, for people
 * @param command as it stands there, over several lines maybe
 */
record DocumentedCall(String place, String command) {
    private static final OpenApi OPEN_API = OpenApi.shipped();
    private static final Pattern BLOCK = Pattern.compile("^```[a-z]*\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern NEXT_COMMAND = Pattern.compile("\\n(?=curl )");
    private static final Pattern METHOD = Pattern.compile(" -X ([A-Z]+) ");
    private static final Pattern PATH = Pattern.compile("(?:\\$BASE|/api/v1)(/[^\\s\"?]*)");

    /** All of a document, in its order. */
    static Stream<DocumentedCall> in(String document) {
        String text;
        try {
            text = Files.readString(Path.of(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<DocumentedCall> calls = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String content = block.group(1);
            if (content.startsWith("curl ")) {
                long line = text.substring(0, block.start(1)).lines().count() + 1;
                Stream.of(NEXT_COMMAND.split(content.strip()))
                        .map(command -> new DocumentedCall(document + ":" + line, command))
                        .forEach(calls::add);
            }
        }
        return calls.stream();
    }

    /** The operation of {@code openapi.yaml} that it calls. */
    OpenApi.Operation operation() {
        Matcher path = PATH.matcher(command);
        assertThat(path.find()).as("a path of the API in %s", this).isTrue();
        String requestPath = "/api/v1" + path.group(1).replaceAll("\\$[A-Z_]+", "x");
        return OPEN_API.operation(method(), requestPath)
                .orElseThrow(() -> new AssertionError(this + " calls nothing that openapi.yaml describes"));
    }

    private String method() {
        Matcher named = METHOD.matcher(command);
        if (named.find()) {
            return named.group(1);
        }
        return command.contains(" -d ") ? "POST" : "GET";
    }

    @Override
    public String toString() {
        return place + " " + command.lines().findFirst().orElseThrow();
    }
}
