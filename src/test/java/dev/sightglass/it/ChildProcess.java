// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that a test starts. Its standard input stays an open pipe; what it prints goes to a file each for its two outputs. */
final class ChildProcess {
    private final String name;
    private final Path folder;
    private final Process process;
    private final Path out;
    private final Path err;

    /**
     * Starts a program.
     *
     * @param folder its working directory
     * @param logs where its two outputs go, in files that start with {@code name}
     * @param environment added to ours, of which no setting of the application is passed on
     */
    ChildProcess(String name, Path folder, Path logs, Map<String, String> environment, List<String> command) {
        this.name = name;
        this.folder = folder;
        this.out = logs.resolve(name + ".out");
        this.err = logs.resolve(name + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // What a developer has set for an application of their own is no part of a test.
        builder.environment().keySet().removeIf(key -> key.startsWith("SIGHTGLASS_") || key.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its working directory. */
    Path folder() {
        return folder;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** All that it printed so far, standard error last. */
    String output() {
        return read(out) + read(err);
    }

    String standardOutput() {
        return read(out);
    }

    /** Waits until {@code ready}; fails with its output if it ends before or takes longer than {@code limit}. */
    void awaitReady(Duration limit, Callable<Boolean> ready) {
        await(name).pollInterval(Duration.ofMillis(100)).atMost(limit).until(() -> !process.isAlive() || ready.call());
        assertThat(process.isAlive())
                .as("%s lives; it printed:%n%s", name, output())
                .isTrue();
    }

    /** Resident memory in bytes. */
    long residentBytes() {
        return status("VmRSS:") * 1024;
    }

    /** Its threads, native ones included. */
    long threads() {
        return status("Threads:");
    }

    /** Its open files and sockets. */
    long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end by SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Closes its standard input, which peers take as the end of their parent. */
    void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it, and what it started, by SIGKILL, and waits until it is gone. */
    void kill() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        assertThat(awaitExit(Duration.ofSeconds(20))).as("%s is gone", name).isTrue();
    }

    /** Whether it has ended within {@code limit}. */
    boolean awaitExit(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    /** What it ended with. */
    int exitCode() {
        return process.exitValue();
    }

    private long status(String field) {
        return read(Path.of("/proc", Long.toString(pid()), "status"))
                .lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
