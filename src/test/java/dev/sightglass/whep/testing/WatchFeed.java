// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.testing;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** By hand: joins the WHEP endpoint named on the command line for some seconds and prints what it costs. */
public final class WatchFeed {
    private WatchFeed() {}

    /** Arguments: URL, seconds. */
    public static void main(String[] arguments) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        int seconds = Integer.parseInt(arguments[1]);
        try (WhepBench bench = new WhepBench("stallTimeout=2s")) {
            never.await(2, TimeUnit.SECONDS);
            long start = System.nanoTime();
            bench.component().statistics().onFirstFrame(nanos -> print("first frame ms " + nanos / 1_000_000));
            bench.subscribe("s1", arguments[0]);
            never.await(5, TimeUnit.SECONDS);
            print("subscribed ms ago " + (System.nanoTime() - start) / 1_000_000 + " events " + bench.events("s1"));
            long cpu = cpuNanos();
            long from = System.nanoTime();
            long frames = bench.component().statistics().framesDecoded();
            never.await(seconds, TimeUnit.SECONDS);
            double share = 100.0 * (cpuNanos() - cpu) / (System.nanoTime() - from);
            print(String.format(
                    "cpu %.2f %% of a core, %.1f fps, %s, dropped %d, held %d, %s",
                    share,
                    (bench.component().statistics().framesDecoded() - frames)
                            / (double) Duration.ofSeconds(seconds).toSeconds(),
                    bench.feeds().newest("s1"),
                    bench.component().statistics().framesDropped(dev.sightglass.whep.webrtc.DropReason.REPLACED),
                    bench.component().statistics().framesHeld(),
                    bench.frames().isEmpty() ? "no frame" : bench.frames().get(0)));
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void print(String line) {
        java.util.logging.Logger.getLogger("watch").info(line);
    }
}
