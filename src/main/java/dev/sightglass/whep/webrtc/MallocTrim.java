// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back to the system what closed connections have left free inside malloc, some 5 MB each, which it would keep for later use: a
 * process whose connections are renewed all the time would look as if it grew. The JVM has a command for it where malloc is glibc's;
 * elsewhere this does nothing.
 */
final class MallocTrim {

    private static final Logger LOG = LoggerFactory.getLogger(MallocTrim.class);

    /** Long enough for connections that end together, and for whatever takes their place. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Runnable trim;
    private final Executor later;
    private final AtomicBoolean due = new AtomicBoolean();

    /**
     * @param trim gives back what is free
     * @param later runs what it is given after a while, or not at all
     */
    MallocTrim(Runnable trim, Executor later) {
        this.trim = trim;
        this.later = later;
    }

    /** By the command of this JVM, {@link #PAUSE} after the first of the connections that end together, on {@code executor}. */
    static MallocTrim on(Executor executor) {
        return new MallocTrim(
                MallocTrim::command,
                CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, executor));
    }

    /** A connection has ended. Returns at once. */
    void connectionEnded() {
        if (due.compareAndSet(false, true)) {
            later.execute(() -> {
                due.set(false);
                trim.run();
            });
        }
    }

    /** Returns whether this JVM has such a command. */
    static boolean command() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            null,
                            null);
            return true;
        } catch (JMException | RuntimeException notHere) {
            LOG.debug("malloc keeps what is free", notHere);
            return false;
        }
    }
}
