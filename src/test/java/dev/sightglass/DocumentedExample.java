// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program in a block of one of the documents.
 *
 * @param place file and line, for people
 * @param language {@code python} or {@code ts}
 * @param code as it stands there
 */
record DocumentedExample(String place, String language, String code) {
    private static final Pattern BLOCK =
            Pattern.compile("^```(python|ts)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Path RUNNER =
            Path.of("peers", "typescript-example.mjs").toAbsolutePath();

    /** All of a document, in its order. */
    static Stream<DocumentedExample> in(String document) {
        try {
            String text = Files.readString(Path.of(document));
            return BLOCK.matcher(text)
                    .results()
                    .map(block -> new DocumentedExample(
                            document
                                    + ":"
                                    + (text.substring(0, block.start()).lines().count() + 1),
                            block.group(1),
                            block.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What runs it. TypeScript is checked for its types first.
     *
     * @param folder where it may leave files
     */
    List<String> command(Path folder) throws IOException {
        if (language.equals("python")) {
            return List.of("python3", "-c", code);
        }
        Path file = Files.writeString(folder.resolve("example.ts"), code);
        return List.of("node", RUNNER.toString(), file.toString(), folder.toString());
    }

    @Override
    public String toString() {
        return place + " " + language;
    }
}
