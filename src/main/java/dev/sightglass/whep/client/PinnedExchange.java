// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import dev.sightglass.whep.client.WhepTransport.Head;
import dev.sightglass.whep.client.WhepTransport.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** One request and its answer on a connection; called by the connection's thread, one call at a time. */
final class PinnedExchange implements AsyncClientExchangeHandler {
    private final AsyncRequestProducer request;
    private final int maxBodyBytes;
    private final Consumer<Head> onHead;
    private final CompletableFuture<?> over;
    private final CompletableFuture<Response> answered;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private volatile @Nullable Head head;

    /**
     * Makes an exchange.
     *
     * @param over see {@link WhepTransport#send}
     * @param answered completed with the answer; once it is done by whatever means, nothing more is read
     */
    PinnedExchange(
            AsyncRequestProducer request,
            int maxBodyBytes,
            Consumer<Head> onHead,
            CompletableFuture<?> over,
            CompletableFuture<Response> answered) {
        this.request = request;
        this.maxBodyBytes = maxBodyBytes;
        this.onHead = onHead;
        this.over = over;
        this.answered = answered;
        over.whenComplete((result, failure) -> stopReading());
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        request.sendRequest(channel, context);
    }

    @Override
    public int available() {
        return request.available();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        request.produce(channel);
    }

    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) {
        // 103 and its kind: the answer is still to come.
    }

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext context) {
        try {
            read(response, entity);
        } catch (RuntimeException ours) {
            answered.completeExceptionally(ours);
            throw ours;
        }
    }

    private void read(HttpResponse response, @Nullable EntityDetails entity) {
        Head read = HttpMessages.head(response);
        onHead.accept(read);
        head = read;
        stopReading();
        if (entity == null) {
            streamEnd(null);
        }
    }

    /** Either whoever ends {@code over} sees the head, or who sets the head sees that it is over. */
    private void stopReading() {
        if (head != null && over.isDone()) {
            answered.completeExceptionally(WhepException.of(WhepFailure.TIMEOUT));
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer bytes) {
        if (body.size() + bytes.remaining() > maxBodyBytes) {
            answered.completeExceptionally(WhepException.of(WhepFailure.TOO_LARGE));
        }
        byte[] chunk = new byte[bytes.remaining()];
        bytes.get(chunk);
        if (!answered.isDone()) {
            body.writeBytes(chunk);
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        Head read = head;
        if (read != null) {
            answered.complete(new Response(read, body.toString(StandardCharsets.UTF_8)));
        }
    }

    /** What HttpCore throws at bytes that it cannot take, such as a version below zero, is not always one of its own exceptions. */
    @Override
    public void failed(Exception cause) {
        answered.completeExceptionally(cause instanceof RuntimeException ? new ProtocolException() : cause);
    }

    @Override
    public void cancel() {
        answered.completeExceptionally(new ConnectionClosedException());
    }

    @Override
    public void releaseResources() {
        request.releaseResources();
    }
}
