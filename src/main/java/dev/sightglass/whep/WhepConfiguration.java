// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Duration;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How feeds are joined, watched and joined again. Durations are milliseconds, as Camel converts them. */
@UriParams
public class WhepConfiguration {
    /** Making an offer takes milliseconds; what is not there by then hangs inside the native library. */
    private static final Duration OFFER_TIMEOUT = Duration.ofSeconds(2);

    /** How long an offer waits for local ICE candidates. WHEP servers need none, so 0 (offer at once) works with most. */
    @UriParam(label = "consumer", defaultValue = "100", javaType = "java.time.Duration")
    private long iceGatheringTimeout = 100;

    /** How long the WHEP endpoint may take for all its answers until it is joined, redirects included. */
    @UriParam(label = "consumer", defaultValue = "5s", javaType = "java.time.Duration")
    private long connectTimeout = 5_000;

    /** How long to wait for the first frame after the answer, or an eighth of the outage if that is longer. */
    @UriParam(label = "consumer", defaultValue = "10s", javaType = "java.time.Duration")
    private long mediaTimeout = 10_000;

    /** Age of the newest frame from which a feed counts as stalled and is joined anew; longer than the camera's frame interval. */
    @UriParam(label = "consumer", defaultValue = "2s", javaType = "java.time.Duration")
    private long stallTimeout = 2_000;

    /** Longest first delay before joining again; later ones are an eighth of the outage so far. Half of each delay is random. */
    @UriParam(label = "consumer", defaultValue = "500", javaType = "java.time.Duration")
    private long reconnectMinDelay = 500;

    /** Longest delay before joining again; also the limit of what a server may ask for with Retry-After. */
    @UriParam(label = "consumer", defaultValue = "30s", javaType = "java.time.Duration")
    private long reconnectMaxDelay = 30_000;

    /** Delay before joining again a feed that was ended for what it sent: pictures beyond the limit, packets beyond the limit. */
    @UriParam(label = "consumer,advanced", defaultValue = "5m", javaType = "java.time.Duration")
    private long faultDelay = 300_000;

    /** Most peer connections that one feed opens in an hour, after its first; half of them may follow each other at once. */
    @UriParam(label = "consumer", defaultValue = "240")
    private int reconnectsPerHour = 240;

    /** Age of a connection at which a new one takes its place beforehand, at most; 0 for never. */
    @UriParam(label = "consumer,advanced", defaultValue = "1h", javaType = "java.time.Duration")
    private long renewAfter = 3_600_000;

    /** Connects per second, at most, of feeds that are joined together with many others: at a start, after an outage; 0 for no limit. */
    @UriParam(label = "consumer", defaultValue = "20")
    private int connectsPerSecond = 20;

    /** Packets per second on one connection from which its feed is given up for a while; 0 for no limit. */
    @UriParam(label = "consumer,advanced", defaultValue = "20000")
    private int maxPacketsPerSecond = 20_000;

    /** Whether to offer audio too, received and dropped: some servers refuse an offer without. */
    @UriParam(label = "consumer,advanced")
    private boolean offerAudio;

    /** Lowest local UDP port for media; 0 leaves the choice to the system. */
    @UriParam(label = "consumer,advanced")
    @Metadata(defaultValue = "0")
    private int minPort;

    /** Highest local UDP port for media; 0 leaves the choice to the system. */
    @UriParam(label = "consumer,advanced")
    @Metadata(defaultValue = "0")
    private int maxPort;

    FeedSettings feedSettings() {
        return new FeedSettings(
                // Gathering begins anew where the server makes a counter-offer.
                Duration.ofMillis(connectTimeout + 2 * iceGatheringTimeout).plus(OFFER_TIMEOUT),
                Duration.ofMillis(mediaTimeout),
                Duration.ofMillis(stallTimeout),
                Duration.ofMillis(reconnectMinDelay),
                Duration.ofMillis(reconnectMaxDelay),
                Duration.ofMillis(faultDelay),
                reconnectsPerHour,
                Duration.ofMillis(renewAfter));
    }

    public long getIceGatheringTimeout() {
        return iceGatheringTimeout;
    }

    public void setIceGatheringTimeout(long iceGatheringTimeout) {
        this.iceGatheringTimeout = iceGatheringTimeout;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getMediaTimeout() {
        return mediaTimeout;
    }

    public void setMediaTimeout(long mediaTimeout) {
        this.mediaTimeout = mediaTimeout;
    }

    public long getStallTimeout() {
        return stallTimeout;
    }

    public void setStallTimeout(long stallTimeout) {
        this.stallTimeout = stallTimeout;
    }

    public long getReconnectMinDelay() {
        return reconnectMinDelay;
    }

    public void setReconnectMinDelay(long reconnectMinDelay) {
        this.reconnectMinDelay = reconnectMinDelay;
    }

    public long getReconnectMaxDelay() {
        return reconnectMaxDelay;
    }

    public void setReconnectMaxDelay(long reconnectMaxDelay) {
        this.reconnectMaxDelay = reconnectMaxDelay;
    }

    public long getFaultDelay() {
        return faultDelay;
    }

    public void setFaultDelay(long faultDelay) {
        this.faultDelay = faultDelay;
    }

    public int getReconnectsPerHour() {
        return reconnectsPerHour;
    }

    public void setReconnectsPerHour(int reconnectsPerHour) {
        this.reconnectsPerHour = reconnectsPerHour;
    }

    public long getRenewAfter() {
        return renewAfter;
    }

    public void setRenewAfter(long renewAfter) {
        this.renewAfter = renewAfter;
    }

    public int getConnectsPerSecond() {
        return connectsPerSecond;
    }

    public void setConnectsPerSecond(int connectsPerSecond) {
        this.connectsPerSecond = connectsPerSecond;
    }

    public int getMaxPacketsPerSecond() {
        return maxPacketsPerSecond;
    }

    public void setMaxPacketsPerSecond(int maxPacketsPerSecond) {
        this.maxPacketsPerSecond = maxPacketsPerSecond;
    }

    public boolean isOfferAudio() {
        return offerAudio;
    }

    public void setOfferAudio(boolean offerAudio) {
        this.offerAudio = offerAudio;
    }

    public int getMinPort() {
        return minPort;
    }

    public void setMinPort(int minPort) {
        this.minPort = minPort;
    }

    public int getMaxPort() {
        return maxPort;
    }

    public void setMaxPort(int maxPort) {
        this.maxPort = maxPort;
    }
}
