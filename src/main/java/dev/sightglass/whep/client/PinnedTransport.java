// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.AsyncRequesterBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncRequester;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.nio.ssl.BasicClientTlsStrategy;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.EndpointParameters;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 on Apache's HttpCore, which has no opinion of its own: no proxy, no redirect, no cookie, no retry, no content coding. A
 * connection is opened for each request, to an address that is given, and closed after the answer; {@code Host}, SNI and the certificate
 * are about the name in the URL. All connections share two threads.
 */
final class PinnedTransport implements WhepTransport {
    private static final Logger LOG = LoggerFactory.getLogger(PinnedTransport.class);
    private static final Timeout TCP_TIMEOUT = Timeout.ofSeconds(3);
    private static final Timeout TLS_TIMEOUT = Timeout.ofSeconds(3);
    /** A host with more addresses is tried at the first ones only, since the time for all of them is one. */
    private static final int MAX_ADDRESSES = 3;

    private static final int THREADS = 2;
    /** What a WHEP server has to say in a header fits many times over; without a limit it might never end. */
    private static final int MAX_HEADERS = 100;

    private static final int MAX_LINE_LENGTH = 16 * 1024;

    private final HttpAsyncRequester http;
    private final Executor executor;
    /** The library's end does not tell a request that was about to be sent. */
    private final Set<CompletableFuture<Response>> underWay = ConcurrentHashMap.newKeySet();

    /**
     * Opens the transport; {@link #close()} ends its threads.
     *
     * @param executor completes results; the caller closes it
     * @param tls whom to trust
     */
    PinnedTransport(Executor executor, SSLContext tls) {
        this.executor = executor;
        this.http = AsyncRequesterBootstrap.bootstrap()
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(THREADS)
                        .setTcpNoDelay(true)
                        .build())
                .setHttp1Config(Http1Config.custom()
                        .setMaxHeaderCount(MAX_HEADERS)
                        .setMaxLineLength(MAX_LINE_LENGTH)
                        .build())
                .setHttpProcessor(HttpProcessorBuilder.create()
                        .addAll(new RequestTargetHost(), new RequestContent())
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                // Checks the certificate against the name of the endpoint (RFC 2818 section 3.1).
                .setTlsStrategy(new BasicClientTlsStrategy(tls))
                .setTlsHandshakeTimeout(TLS_TIMEOUT)
                // Its message might name the URL.
                .setExceptionCallback(e ->
                        LOG.debug("event=whep-io-failed type={}", e.getClass().getName()))
                .create();
        http.start();
    }

    @Override
    public CompletableFuture<Response> send(
            Request request,
            List<InetAddress> addresses,
            Limits limits,
            Consumer<Head> onHead,
            CompletableFuture<?> over) {
        AsyncRequestProducer message = HttpMessages.producer(request);
        CompletableFuture<Response> answered = new CompletableFuture<>();
        underWay.add(answered);
        answered.whenComplete((answer, failure) -> underWay.remove(answered));
        connect(request, addresses, over).whenComplete((connection, failure) -> {
            if (failure != null) {
                answered.completeExceptionally(failure);
                return;
            }
            // At once if the time is up already.
            answered.whenComplete((answer, why) -> connection.close(CloseMode.IMMEDIATE));
            if (over.isDone()) {
                answered.completeExceptionally(WhepException.of(WhepFailure.TIMEOUT));
                return;
            }
            execute(new PinnedExchange(message, limits.maxBodyBytes(), onHead, over, answered), connection);
        });
        return answered.orTimeout(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)
                // What follows is for other threads than those of the connections, whether this failed or not.
                .whenCompleteAsync((answer, failure) -> {}, executor);
    }

    private static void execute(PinnedExchange exchange, IOSession connection) {
        RequestExecutionCommand command = new RequestExecutionCommand(exchange, HttpCoreContext.create());
        connection.enqueue(command, Command.Priority.NORMAL);
        if (!connection.isOpen()) {
            // Nobody may look at the queue any more.
            command.cancel();
        }
    }

    /** Connects to the first address that accepts. */
    private CompletableFuture<IOSession> connect(
            Request request, List<InetAddress> addresses, CompletableFuture<?> over) {
        CompletableFuture<IOSession> connected = connect(request, addresses.get(0));
        for (InetAddress next : addresses.subList(1, Math.min(addresses.size(), MAX_ADDRESSES))) {
            connected = connected.exceptionallyCompose(
                    failure -> over.isDone() ? CompletableFuture.failedFuture(failure) : connect(request, next));
        }
        return connected;
    }

    private CompletableFuture<IOSession> connect(Request request, InetAddress address) {
        String scheme = request.uri().getScheme().toLowerCase(Locale.ROOT);
        HttpHost host = new HttpHost(
                scheme,
                address,
                HttpMessages.tlsName(request.uri()),
                request.uri().getPort());
        CompletableFuture<IOSession> connected = new CompletableFuture<>();
        http.requestSession(host, TCP_TIMEOUT, new EndpointParameters(host, null), new FutureCallback<>() {
            @Override
            public void completed(IOSession session) {
                connected.complete(session);
            }

            @Override
            public void failed(Exception failure) {
                connected.completeExceptionally(failure);
            }

            @Override
            public void cancelled() {
                connected.completeExceptionally(new ConnectionClosedException());
            }
        });
        return connected;
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
        underWay.forEach(answered -> answered.completeExceptionally(new ConnectionClosedException()));
    }
}
