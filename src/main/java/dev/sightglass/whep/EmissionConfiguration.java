// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How many feeds there may be, and how their frames become exchanges. Durations are milliseconds, as Camel converts them. */
@UriParams
public class EmissionConfiguration {
    /** Time between two frames handed to the route without being asked for; 0 hands over none but the first of each epoch. */
    @UriParam(label = "consumer", defaultValue = "0", javaType = "java.time.Duration")
    private long framePeriod;

    /** Threads that run frame exchanges; 0 takes as many as the machine has cores. */
    @UriParam(label = "consumer", defaultValue = "0")
    private int workers;

    /** Frame exchanges that may wait for a worker; the next one is refused. */
    @UriParam(label = "consumer", defaultValue = "256")
    private int emitQueue = 256;

    /** Feeds that may be subscribed at a time; the next one is refused. */
    @UriParam(label = "consumer", defaultValue = "100")
    private int maxFeeds = 100;

    /** Longer side of the largest frame accepted, in pixels; larger frames are dropped and counted. */
    @UriParam(label = "consumer", defaultValue = "4096")
    private int maxWidth = 4096;

    /** Shorter side of the largest frame accepted, in pixels. */
    @UriParam(label = "consumer", defaultValue = "2304")
    private int maxHeight = 2304;

    /** How long stopping waits for WHEP sessions to be ended and peer connections to be closed. */
    @UriParam(label = "consumer", defaultValue = "3s", javaType = "java.time.Duration")
    private long drainTimeout = 3_000;

    /** Threads that frame exchanges really run on. */
    int effectiveWorkers() {
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }

    public long getFramePeriod() {
        return framePeriod;
    }

    public void setFramePeriod(long framePeriod) {
        this.framePeriod = framePeriod;
    }

    public int getWorkers() {
        return workers;
    }

    public void setWorkers(int workers) {
        this.workers = workers;
    }

    public int getEmitQueue() {
        return emitQueue;
    }

    public void setEmitQueue(int emitQueue) {
        this.emitQueue = emitQueue;
    }

    public int getMaxFeeds() {
        return maxFeeds;
    }

    public void setMaxFeeds(int maxFeeds) {
        this.maxFeeds = maxFeeds;
    }

    public int getMaxWidth() {
        return maxWidth;
    }

    public void setMaxWidth(int maxWidth) {
        this.maxWidth = maxWidth;
    }

    public int getMaxHeight() {
        return maxHeight;
    }

    public void setMaxHeight(int maxHeight) {
        this.maxHeight = maxHeight;
    }

    public long getDrainTimeout() {
        return drainTimeout;
    }

    public void setDrainTimeout(long drainTimeout) {
        this.drainTimeout = drainTimeout;
    }
}
