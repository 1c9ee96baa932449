// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.api.ApiExchange;
import dev.sightglass.api.http.Abandonment;
import dev.sightglass.snapshot.Snapshot;
import dev.sightglass.snapshot.SnapshotRequest;
import dev.sightglass.snapshot.Snapshots;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;

/** {@code freshest-snapshot}: replaces the body by the snapshot of the newest frame, without a thread waiting in here. */
public final class FreshestSnapshotStep extends AsyncProcessorSupport {

    private final Snapshots snapshots;

    public FreshestSnapshotStep(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Whatever goes wrong is the exchange's failure: in a route without an error handler nobody else would hear of it. */
    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletionStage<Snapshot> answer;
        try {
            answer = snapshots.get(request(exchange));
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<Snapshot> held = answer.toCompletableFuture();
        if (held.isDone()) {
            held.whenComplete((snapshot, failure) -> settle(exchange, snapshot, failure));
            callback.done(true);
            return true;
        }
        // Before the answer can end the exchange.
        Abandonment.on(exchange, () -> held.cancel(false));
        held.whenComplete((snapshot, failure) -> {
            settle(exchange, snapshot, failure);
            callback.done(false);
        });
        return false;
    }

    private static SnapshotRequest request(Exchange exchange) {
        FrameAsk ask = FrameExchange.ask(exchange);
        String tags = ask.ifNoneMatch();
        return new SnapshotRequest(
                ApiExchange.session(exchange).id().toString(),
                ask.variant(),
                ask.maxAge(),
                ask.longestWait(),
                etag -> tags != null && EntityTags.listed(tags, etag),
                ApiExchange.payer(exchange));
    }

    private static void settle(Exchange exchange, @Nullable Snapshot snapshot, @Nullable Throwable failure) {
        if (failure == null) {
            exchange.getMessage().setBody(snapshot);
        } else if (failure instanceof CancellationException && Abandonment.happened(exchange)) {
            // Nobody reads an answer, so there is none to make, and no error to speak of.
            exchange.setRouteStop(true);
        } else {
            exchange.setException(
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure);
        }
    }
}
