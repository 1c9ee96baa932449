// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.api.ApiExchange;
import dev.sightglass.api.http.Abandonment;
import dev.sightglass.snapshot.Snapshot;
import dev.sightglass.snapshot.SnapshotRequest;
import dev.sightglass.snapshot.Snapshots;
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

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        String sessionId = ApiExchange.session(exchange).id().toString();
        FrameAsk ask = FrameExchange.ask(exchange);
        String tags = ask.ifNoneMatch();
        CompletionStage<Snapshot> answer = snapshots.get(new SnapshotRequest(
                sessionId,
                ask.variant(),
                ask.maxAge(),
                ask.longestWait(),
                etag -> tags != null && EntityTags.listed(tags, etag),
                ApiExchange.payer(exchange)));
        if (answer.toCompletableFuture().isDone()) {
            answer.whenComplete((snapshot, failure) -> settle(exchange, snapshot, failure));
            callback.done(true);
            return true;
        }
        // Before the answer can end the exchange.
        Abandonment.on(exchange, () -> answer.toCompletableFuture().cancel(false));
        answer.whenComplete((snapshot, failure) -> {
            settle(exchange, snapshot, failure);
            callback.done(false);
        });
        return false;
    }

    private static void settle(Exchange exchange, @Nullable Snapshot snapshot, @Nullable Throwable failure) {
        if (failure == null) {
            exchange.getMessage().setBody(snapshot);
        } else {
            exchange.setException(
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure);
        }
    }
}
