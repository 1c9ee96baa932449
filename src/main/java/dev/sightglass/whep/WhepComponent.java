// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.AddressCheck;
import dev.sightglass.whep.client.SessionJournal;
import dev.sightglass.whep.client.WhepClient;
import dev.sightglass.whep.client.WhepSession;
import dev.sightglass.whep.webrtc.WebRtc;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.jspecify.annotations.Nullable;

/** Joins WebRTC feeds over WHEP and hands their frames and events to routes. */
@Component("whep")
public class WhepComponent extends HealthCheckComponent {
    /** Enough for callbacks of many servers at once. */
    private static final int HTTP_THREADS = 16;
    /** Enough for a few name resolutions that hang; they hold up other checks only, no transfer. */
    private static final int CHECK_THREADS = 8;

    private static final int MAX_WAITING_CHECKS = 256;
    /** What runs there only hands over, one task per session at most. */
    private static final int WATCH_THREADS = 2;

    private final Map<String, FeedHub> hubs = new ConcurrentHashMap<>();
    private final Object nativeLock = new Object();

    /** Decides which URLs may be contacted; without one, all may. */
    @Metadata(label = "security", autowired = true)
    private @Nullable AddressCheck addressCheck;

    /** Keeps account of the WHEP sessions that are open; without one, nobody does. */
    @Metadata(label = "advanced", autowired = true)
    private @Nullable SessionJournal sessionJournal;

    /** Decides whether the machine can take another feed; without one, it always can. */
    @Metadata(label = "advanced", autowired = true)
    private @Nullable FeedAdmission admission;

    /** The native library, if somebody else loads and closes it; otherwise the component does. */
    @Metadata(label = "advanced", autowired = true)
    private @Nullable WebRtc webRtc;

    private @Nullable WebRtc ownWebRtc;
    private @Nullable WhepStatistics statistics;
    private @Nullable ExecutorService http;
    private @Nullable ExecutorService checks;
    private @Nullable ExecutorService watchers;
    private @Nullable WhepClient client;

    /**
     * Ends a WHEP session that is none of this component's feeds, such as one that an earlier process left open.
     *
     * @return as of {@link WhepClient#delete}
     */
    public CompletionStage<Boolean> end(WhepSession session) {
        return client().delete(session);
    }

    /** The feeds of {@code whep:name}. */
    public WhepFeeds feeds(String name) {
        return hub(name);
    }

    /**
     * What all feeds of this component have done; loads the native library.
     *
     * @throws dev.sightglass.whep.webrtc.WebRtcUnavailableException if that fails
     */
    public WhepStatistics statistics() {
        synchronized (nativeLock) {
            if (statistics == null) {
                statistics = new WhepStatistics(webRtc().statistics());
            }
            return statistics;
        }
    }

    public @Nullable AddressCheck getAddressCheck() {
        return addressCheck;
    }

    public void setAddressCheck(@Nullable AddressCheck addressCheck) {
        this.addressCheck = addressCheck;
    }

    public @Nullable SessionJournal getSessionJournal() {
        return sessionJournal;
    }

    public void setSessionJournal(@Nullable SessionJournal sessionJournal) {
        this.sessionJournal = sessionJournal;
    }

    public @Nullable FeedAdmission getAdmission() {
        return admission;
    }

    public void setAdmission(@Nullable FeedAdmission admission) {
        this.admission = admission;
    }

    public @Nullable WebRtc getWebRtc() {
        return webRtc;
    }

    public void setWebRtc(@Nullable WebRtc webRtc) {
        this.webRtc = webRtc;
    }

    FeedHub hub(String name) {
        return hubs.computeIfAbsent(name, hub -> new FeedHub(hub, this::watchThreads, this::admit));
    }

    private boolean admit() {
        FeedAdmission decides = admission;
        return decides == null || decides.admit();
    }

    private Executor watchThreads() {
        synchronized (nativeLock) {
            if (watchers == null) {
                watchers = getCamelContext()
                        .getExecutorServiceManager()
                        .newThreadPool(this, "WhepWatch", threads("whep-watch", WATCH_THREADS, -1));
            }
            return watchers;
        }
    }

    WebRtc webRtc() {
        synchronized (nativeLock) {
            if (webRtc != null) {
                return webRtc;
            }
            if (ownWebRtc == null) {
                ownWebRtc = WebRtc.open();
            }
            return ownWebRtc;
        }
    }

    WhepClient client() {
        synchronized (nativeLock) {
            if (client == null) {
                http = getCamelContext()
                        .getExecutorServiceManager()
                        .newThreadPool(this, "WhepHttp", threads("whep-http", HTTP_THREADS, -1));
                checks = getCamelContext()
                        .getExecutorServiceManager()
                        .newThreadPool(this, "WhepCheck", threads("whep-check", CHECK_THREADS, MAX_WAITING_CHECKS));
                client = new WhepClient(
                        http,
                        checks,
                        addressCheck == null ? AddressCheck.NONE : addressCheck,
                        Clock.systemUTC(),
                        sessionJournal == null ? SessionJournal.NONE : sessionJournal);
            }
            return client;
        }
    }

    private static ThreadPoolProfile threads(String id, int size, int maxWaiting) {
        ThreadPoolProfile profile = new ThreadPoolProfile(id);
        profile.setPoolSize(size);
        profile.setMaxPoolSize(size);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setKeepAliveTime(10L);
        profile.setMaxQueueSize(maxWaiting);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        WhepEndpoint endpoint = new WhepEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        synchronized (nativeLock) {
            if (client != null) {
                client.close();
                client = null;
            }
            if (http != null) {
                getCamelContext().getExecutorServiceManager().shutdown(http);
                http = null;
            }
            if (checks != null) {
                // A name resolution that hangs cannot be interrupted, and nobody waits for its result.
                getCamelContext().getExecutorServiceManager().shutdownNow(checks);
                checks = null;
            }
            if (watchers != null) {
                getCamelContext().getExecutorServiceManager().shutdown(watchers);
                watchers = null;
            }
            if (ownWebRtc != null) {
                ownWebRtc.close();
                ownWebRtc = null;
                statistics = null;
            }
        }
    }
}
