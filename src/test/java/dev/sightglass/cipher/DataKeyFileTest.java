// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataKeyFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void chooseAFile() {
        file = folder.resolve("data").resolve("data.key");
    }

    @Test
    void makesAKeyForItsOwnerAloneAndFindsItAgain() throws IOException {
        DataKey made = only(new DataKeyFile(file).keys());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(only(new DataKeyFile(file).keys()).id()).isEqualTo(made.id());
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
        try (Stream<Path> all = Files.list(file.getParent())) {
            assertThat(all).as("no draft is left").hasSize(1);
        }
    }

    @Test
    void givesManyThatComeAtOnceTheSameKey() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> look = () -> only(new DataKeyFile(file).keys()).id();
            List<Future<String>> ids =
                    threads.invokeAll(Stream.generate(() -> look).limit(32).toList());

            String first = ids.get(0).get();
            for (Future<String> id : ids) {
                assertThat(id.get()).isEqualTo(first);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-r--r--", "rw--w----", "rw-----w-"})
    void refusesAFileThatIsNotItsOwnersAlone(String mode) throws IOException {
        String key = write(DataKey.random(new SecureRandom()).base64());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatExceptionOfType(DataKeyFileException.class)
                .isThrownBy(() -> new DataKeyFile(file).keys())
                .withMessageContaining(file + " has mode " + mode + ", but must be its owner's alone (chmod 600)")
                .withMessageNotContaining(key);
    }

    @Test
    void readsOneKeyPerLine() throws IOException {
        DataKey first = DataKey.random(new SecureRandom());
        DataKey second = DataKey.random(new SecureRandom());
        write(first.base64() + "\n\n" + second.base64() + "\n");

        assertThat(new DataKeyFile(file).keys()).extracting(DataKey::id).containsExactly(first.id(), second.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "half-of-a-key"})
    void refusesAFileWithoutAKeyAndDoesNotRepeatIt(String text) throws IOException {
        write(text);

        assertThatExceptionOfType(DataKeyFileException.class)
                .isThrownBy(() -> new DataKeyFile(file).keys())
                .withMessageNotContaining("half-of-a-key");
    }

    @Test
    void saysWhereItCannotBeMade() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(DataKeyFileException.class)
                .isThrownBy(() -> new DataKeyFile(noFolder.resolve("data.key")).keys())
                .withMessageContaining("can be neither read nor made");
    }

    private String write(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return text;
    }

    private static DataKey only(List<DataKey> keys) {
        assertThat(keys).hasSize(1);
        return keys.get(0);
    }
}
