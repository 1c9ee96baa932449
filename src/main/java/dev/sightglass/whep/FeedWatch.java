// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who want to hear of newer frames of one session. They are called one after the other by one run at a time on another
 * executor; what is told while it runs makes one more run, however often it was told.
 */
final class FeedWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);

    private final Executor threads;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    /** Told and not yet run; a run is due or under way while this is not 0. */
    private final AtomicInteger told = new AtomicInteger();

    FeedWatch(Executor threads) {
        this.threads = threads;
    }

    Watcher add(Runnable newer) {
        Watcher watcher = new Watcher(newer);
        watchers.add(watcher);
        return watcher;
    }

    /** No call of it begins any more; one that runs may still be running. */
    void remove(Watcher watcher) {
        watcher.over = true;
        watchers.remove(watcher);
    }

    boolean isEmpty() {
        return watchers.isEmpty();
    }

    /** Something is new. May be called on a native thread: only hands over, never throws. */
    void tell() {
        if (told.getAndIncrement() == 0) {
            try {
                threads.execute(this::run);
            } catch (RejectedExecutionException stopped) {
                told.set(0);
            }
        }
    }

    private void run() {
        int seen;
        do {
            seen = told.get();
            watchers.forEach(Watcher::call);
        } while (told.addAndGet(-seen) != 0);
    }

    /** One listener; compared by identity, so that the same one may listen twice. */
    static final class Watcher {
        private final Runnable newer;
        private volatile boolean over;

        private Watcher(Runnable newer) {
            this.newer = newer;
        }

        private void call() {
            try {
                if (!over) {
                    newer.run();
                }
            } catch (RuntimeException | Error failure) {
                // The others must hear of it whatever this one did.
                LOG.error("event=watcher-failed", failure);
            }
        }
    }
}
