// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.webrtc.DropReason;
import dev.sightglass.whep.webrtc.MediaFault;
import dev.sightglass.whep.webrtc.MediaStatistics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** What the component has done since its start; read by anybody, for metrics and leak tests. */
public final class WhepStatistics {
    private final MediaStatistics media;
    private final Map<ConnectOutcome, LongAdder> connects = new EnumMap<>(ConnectOutcome.class);
    private final Map<MediaFault, LongAdder> faults = new EnumMap<>(MediaFault.class);
    private final LongAdder decodeNanos = new LongAdder();
    private final LongAdder reconnects = new LongAdder();
    private final LongAdder reconnectsLimited = new LongAdder();
    private final LongAdder renewals = new LongAdder();
    private final LongAdder renewalsFailed = new LongAdder();
    private final LongAdder openFeeds = new LongAdder();
    private final LongAdder eventsDropped = new LongAdder();
    private final CopyOnWriteArrayList<LongConsumer> firstFrameListeners = new CopyOnWriteArrayList<>();

    WhepStatistics(MediaStatistics media) {
        this.media = media;
        for (ConnectOutcome outcome : ConnectOutcome.values()) {
            connects.put(outcome, new LongAdder());
        }
        for (MediaFault fault : MediaFault.values()) {
            faults.put(fault, new LongAdder());
        }
    }

    /** Frames that left a decoder. */
    public long framesDecoded() {
        return media.framesDecoded();
    }

    /** Frames that nobody saw, by reason. */
    public long framesDropped(DropReason reason) {
        return media.framesDropped(reason);
    }

    /** Frames whose native memory is held right now. */
    public long framesHeld() {
        return media.framesHeld();
    }

    /** Peer connections open right now. */
    public long openPeerConnections() {
        return media.openPeerConnections();
    }

    /** Throwables kept inside native callbacks; anything but 0 is a defect. */
    public long callbackFailures() {
        return media.callbackFailures();
    }

    /** Attempts to join, by outcome. */
    public long connects(ConnectOutcome outcome) {
        return connectsOf(outcome).sum();
    }

    /** Feeds that lost their connection after an answer and had to join anew. */
    public long reconnects() {
        return reconnects.sum();
    }

    /** Times that a feed had to wait because it has joined anew too often. */
    public long reconnectsLimited() {
        return reconnectsLimited.sum();
    }

    /** Connections of live feeds that were replaced by new ones, without a gap. */
    public long renewals() {
        return renewals.sum();
    }

    /** Times that such a new connection could not be had, so that the old one stayed. */
    public long renewalsFailed() {
        return renewalsFailed.sum();
    }

    /** Connections given up because of what the server sent. */
    public long faults(MediaFault fault) {
        return faultsOf(fault).sum();
    }

    /** Time spent in decoders, by the wall clock, all feeds together; brought up to date every two seconds. */
    public long decodeNanos() {
        return decodeNanos.sum();
    }

    /** Feeds subscribed right now. */
    public long openFeeds() {
        return openFeeds.sum();
    }

    /** Events given up because a route lagged hundreds behind. */
    public long eventsDropped() {
        return eventsDropped.sum();
    }

    /** Has {@code listener} told, on a scheduler thread, the nanoseconds from subscribing to the first frame of each feed. */
    public void onFirstFrame(LongConsumer listener) {
        firstFrameListeners.add(listener);
    }

    void connected(ConnectOutcome outcome) {
        connectsOf(outcome).increment();
    }

    void decoding(Duration time) {
        decodeNanos.add(time.toNanos());
    }

    void faulty(MediaFault fault) {
        faultsOf(fault).increment();
    }

    void reconnected() {
        reconnects.increment();
    }

    void reconnectLimited() {
        reconnectsLimited.increment();
    }

    void renewed() {
        renewals.increment();
    }

    void notRenewed() {
        renewalsFailed.increment();
    }

    void feedOpened() {
        openFeeds.increment();
    }

    void feedEnded() {
        openFeeds.decrement();
    }

    void eventDropped() {
        eventsDropped.increment();
    }

    void dropped(DropReason reason) {
        media.drop(reason);
    }

    void firstFrameAfter(long nanos) {
        firstFrameListeners.forEach(listener -> listener.accept(nanos));
    }

    private LongAdder faultsOf(MediaFault fault) {
        LongAdder adder = faults.get(fault);
        if (adder == null) {
            throw new IllegalStateException("no counter for " + fault);
        }
        return adder;
    }

    private LongAdder connectsOf(ConnectOutcome outcome) {
        LongAdder adder = connects.get(outcome);
        if (adder == null) {
            throw new IllegalStateException("no counter for " + outcome);
        }
        return adder;
    }
}
