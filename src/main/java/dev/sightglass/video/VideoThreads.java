// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names the threads of the HTTP client, which must not share the JDK's common pool: others block that one. */
final class VideoThreads implements ThreadFactory {

    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "video-http-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
