// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.load;

/**
 * How much of the machine is in use, and whether another feed fits in. Two measures, of which the greater counts: the CPU time of the
 * process, and the time that decoders take, which grows too where others use the machine. Both are smoothed, and what was let in
 * counts from that moment with what a feed costs on average, until it shows in what is measured. Safe for concurrent use; never blocks.
 */
public final class Capacity {
    /** Long enough that neither a start nor a burst of polls closes the door, short enough that a real load does. */
    private static final double SMOOTHING_SECONDS = 10;
    /** Open again only well below the limit, or every feed that goes would let one in that is refused a second later. */
    private static final double HYSTERESIS = 0.1;
    /** All CPU time of a feed for one second of its decoder: 6.7 % of a core with 3.8 % decoding, measured at 720p30. */
    private static final double WHOLE_PER_DECODE = 1.8;
    /** Cores that a feed costs as long as none is there to be measured: 720p30 in VP8, measured. */
    private static final double USUAL_CORES = 0.1;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Work work;
    private final double limit;
    private final int processors;

    private boolean sampled;
    private long sampledAtNanos;
    private long cpuNanos;
    private long decodeNanos;
    private double cpu;
    private double decoding;
    private double pending;
    private double perFeed;
    private boolean open = true;

    /**
     * @param limit share of all processors, over 0 to 1; 0 lets everybody in
     * @param processors that the process may use
     */
    public Capacity(Work work, double limit, int processors) {
        this.work = work;
        this.limit = limit;
        this.processors = processors;
        this.perFeed = USUAL_CORES / processors;
    }

    /** Measures; best once a second. */
    public synchronized void sample(long nowNanos) {
        long newCpuNanos = work.cpuNanos();
        long newDecodeNanos = work.decodeNanos();
        if (sampled && nowNanos - sampledAtNanos > 0) {
            measure(nowNanos - sampledAtNanos, newCpuNanos - cpuNanos, newDecodeNanos - decodeNanos);
        }
        sampled = true;
        sampledAtNanos = nowNanos;
        cpuNanos = newCpuNanos;
        decodeNanos = newDecodeNanos;
    }

    private void measure(long elapsedNanos, long cpuTime, long decodeTime) {
        double available = (double) elapsedNanos * processors;
        double kept = Math.exp(-elapsedNanos / NANOS_PER_SECOND / SMOOTHING_SECONDS);
        cpu = smoothed(cpu, cpuTime / available, kept);
        decoding = smoothed(decoding, decodeTime * WHOLE_PER_DECODE / available, kept);
        pending *= kept;
        int feeds = work.feeds();
        double known = pending < decoding && feeds > 0 ? decoding / feeds : 0;
        perFeed = known > 0 ? known : perFeed;
    }

    private static double smoothed(double before, double now, double kept) {
        return before * kept + now * (1 - kept);
    }

    /** Asks for room for one feed, which is taken if there is some. */
    public synchronized boolean admit() {
        boolean room = hasRoom();
        if (room) {
            pending += perFeed;
        }
        return room;
    }

    /** Whether one feed more would be let in. */
    public synchronized boolean hasRoom() {
        if (limit == 0) {
            return true;
        }
        double then = used() + perFeed;
        open = open ? then <= limit : then <= limit - HYSTERESIS;
        return open;
    }

    /** The share of all processors that is in use or promised; may be over 1. */
    public synchronized double used() {
        return Math.max(cpu, decoding) + pending;
    }
}
