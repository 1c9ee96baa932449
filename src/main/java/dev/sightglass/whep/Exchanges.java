// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Where feeds send what the route shall see: the consumer. */
interface Exchanges {

    /**
     * Runs the route with the newest frame, on a worker.
     *
     * @return the exchange once completed, null if the frame was not wanted; fails with the route's exception, {@link WhepBusyException} or {@link NoFrameException}
     */
    CompletionStage<@Nullable Exchange> frame(FrameRequest request);

    /** Runs the route with an event, after all earlier ones of the same session; {@code order} belongs to that session. */
    void event(FeedEvent event, SerialExecutor order);

    /** An executor for {@link SerialExecutor}s of events. */
    java.util.concurrent.Executor eventThreads();

    /** Reports a failure that nobody waits for. */
    void failed(String message, Throwable failure);
}
