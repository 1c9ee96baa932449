// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * The file of a data key that nobody configured: one key in base64 per line, the first one seals, all of them open. Made with
 * mode 0600 where the file system has such, complete or not at all, and never replaced.
 */
public final class DataKeyFile {
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;

    public DataKeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * The keys of the file, which is made where it is missing.
     *
     * @throws DataKeyFileException if others may read it, it holds something else, or it can be neither read nor made
     */
    public List<DataKey> keys() {
        try {
            if (Files.notExists(file)) {
                make();
            }
            refuseWhatOthersMayRead();
            return parse(Files.readAllLines(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new DataKeyFileException(
                    file, "can be neither read nor made: " + e.getClass().getSimpleName());
        }
    }

    /** Of two processes that make it at the same time, both get the key of the first. */
    private void make() throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "no file is a root");
        Files.createDirectories(folder);
        Path draft = folder.resolve(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createFile(draft, modeOf(folder));
            write(draft, DataKey.random(new SecureRandom()).base64() + "\n");
            Files.createLink(file, draft);
            if (hasModes(folder)) {
                force(folder);
            }
        } catch (FileAlreadyExistsException e) {
            // The other process's key is as good.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(Path draft, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** A key that a loss of power takes, after it sealed something, would take that too. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void refuseWhatOthersMayRead() throws IOException {
        if (!hasModes(file)) {
            return;
        }
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
        if (!OWNER.containsAll(granted)) {
            throw new DataKeyFileException(
                    file,
                    "has mode " + PosixFilePermissions.toString(granted)
                            + ", but must be its owner's alone (chmod 600)");
        }
    }

    private List<DataKey> parse(List<String> lines) {
        List<String> texts = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (texts.isEmpty()) {
            throw new DataKeyFileException(file, "holds no key");
        }
        try {
            return texts.stream().map(DataKey::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new DataKeyFileException(file, "must hold one key per line, each " + e.getMessage());
        }
    }

    private static FileAttribute<?>[] modeOf(Path folder) {
        return hasModes(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
