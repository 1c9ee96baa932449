// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a response body as UTF-8 text of at most so many bytes; cancels the transfer beyond. */
final class BoundedBody implements BodySubscriber<String> {
    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;

    BoundedBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A body that is given up, and its transfer stopped, when {@code over} completes before it; even one whose headers come later. */
    static BoundedBody until(CompletableFuture<?> over, int maxBytes) {
        BoundedBody made = new BoundedBody(maxBytes);
        over.whenComplete((result, failure) -> made.cancel(WhepException.of(WhepFailure.TIMEOUT)));
        return made;
    }

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        if (body.isDone()) {
            newSubscription.cancel();
            return;
        }
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (bytes.size() + buffer.remaining() > maxBytes) {
                cancel(WhepException.of(WhepFailure.TOO_LARGE));
                return;
            }
            byte[] chunk = new byte[buffer.remaining()];
            buffer.get(chunk);
            bytes.writeBytes(chunk);
        }
    }

    /** Stops the transfer if one is under way; the body then fails with {@code reason}. */
    void cancel(WhepException reason) {
        if (body.completeExceptionally(reason)) {
            // Read after the body is done: either this or onSubscribe sees what the other has set.
            Flow.Subscription current = subscription;
            if (current != null) {
                current.cancel();
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toString(StandardCharsets.UTF_8));
    }
}
