// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps native threads at the priority of all others. libwebrtc asks for real-time priority for its decoders, which Linux grants to
 * who has {@code CAP_SYS_NICE}, as root has: two pictures that take long to decode would then stop everything else on two processors. A
 * thread that has given the capability up cannot pass it on to those it starts (capabilities(7)).
 */
final class PlainPriority {
    private static final Logger LOG = LoggerFactory.getLogger(PlainPriority.class);

    /** {@code _LINUX_CAPABILITY_VERSION_3} of linux/capability.h: a header of version and thread, 0 for the calling one. */
    private static final int VERSION = 0x20080522;

    private static final int HEADER_BYTES = 2 * Integer.BYTES;
    /** Effective, permitted and inheritable, the first 32 capabilities of each; then the others. */
    private static final int SETS = 3;

    private static final int DATA_BYTES = 2 * SETS * Integer.BYTES;
    private static final int SYS_NICE = 1 << 23;

    private PlainPriority() {}

    /**
     * Calls {@code start} on a thread of its own, such that no thread that comes of it has real-time priority. Where that cannot be had it is
     * called all the same. Throws what {@code start} throws.
     */
    static <T> T of(Supplier<T> start) {
        CompletableFuture<T> started = CompletableFuture.supplyAsync(
                () -> {
                    giveUpSysNice();
                    return start.get();
                },
                task -> new Thread(task, "webrtc-start").start());
        try {
            return started.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /** Of the calling thread, for good. */
    private static void giveUpSysNice() {
        if (!Platform.isLinux()) {
            return;
        }
        try (Memory header = new Memory(HEADER_BYTES);
                Memory data = new Memory(DATA_BYTES)) {
            NativeLibrary c = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME);
            header.clear();
            header.setInt(0, VERSION);
            data.clear();
            call(c, "capget", header, data);
            for (int set = 0; set < SETS; set++) {
                long at = (long) set * Integer.BYTES;
                data.setInt(at, data.getInt(at) & ~SYS_NICE);
            }
            call(c, "capset", header, data);
        } catch (LinkageError | LastErrorException refused) {
            LOG.warn("event=decoders-may-have-real-time-priority", refused);
        }
    }

    private static void call(NativeLibrary c, String function, Memory header, Memory data) {
        c.getFunction(function, Function.THROW_LAST_ERROR).invokeVoid(new Object[] {header, data});
    }
}
