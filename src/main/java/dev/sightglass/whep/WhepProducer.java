// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.FrameStamp;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.ExchangeHelper;

/** Subscribes, unsubscribes and asks, as its operation says. Never blocks. */
final class WhepProducer extends DefaultAsyncProducer {
    private final WhepFeeds feeds;
    private final WhepOperation operation;

    WhepProducer(WhepEndpoint endpoint, WhepFeeds feeds, WhepOperation operation) {
        super(endpoint);
        this.feeds = feeds;
        this.operation = operation;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Message message = exchange.getMessage();
            String sessionId = ExchangeHelper.getMandatoryHeader(exchange, WhepConstants.SESSION_ID, String.class);
            switch (operation) {
                case SUBSCRIBE -> subscribe(exchange, sessionId);
                case UNSUBSCRIBE -> feeds.unsubscribe(sessionId);
                case NEWEST -> stampNewest(message, sessionId);
                case EMIT -> {
                    emit(exchange, sessionId, callback);
                    return false;
                }
            }
        } catch (Exception failure) {
            exchange.setException(failure);
        }
        callback.done(true);
        return true;
    }

    private void subscribe(Exchange exchange, String sessionId) throws Exception {
        Message message = exchange.getMessage();
        String url = ExchangeHelper.getMandatoryHeader(exchange, WhepConstants.URL, String.class);
        String token = message.getHeader(WhepConstants.TOKEN, String.class);
        Map<String, Object> feedHeaders = new HashMap<>();
        if (message.getHeader(WhepConstants.FEED_HEADERS) instanceof Map<?, ?> given) {
            given.forEach((key, value) -> feedHeaders.put(String.valueOf(key), value));
        }
        FeedPast past = new FeedPast(
                message.getHeader(WhepConstants.EPOCH, 0L, Long.class),
                message.getHeader(WhepConstants.RESUMED, false, Boolean.class));
        feeds.subscribe(sessionId, WhepSource.of(url, token), feedHeaders, past);
    }

    private void stampNewest(Message message, String sessionId) {
        FrameStamp newest = feeds.newest(sessionId);
        if (newest == null) {
            message.removeHeader(WhepConstants.EPOCH);
            message.removeHeader(WhepConstants.SEQUENCE);
            message.removeHeader(WhepConstants.DECODED_AT_NANOS);
            message.removeHeader(WhepConstants.DECODED_AT);
        } else {
            FrameHeaders.stamp(message, newest);
        }
    }

    private void emit(Exchange exchange, String sessionId, AsyncCallback callback) {
        Map<String, Object> headers = new HashMap<>(exchange.getMessage().getHeaders());
        // Ours are set anew from the frame; the URL and the token must not travel.
        headers.keySet().removeIf(name -> name.startsWith("CamelWhep"));
        feeds.emit(sessionId, headers).whenComplete((emitted, failure) -> {
            if (failure != null) {
                exchange.setException(failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
            }
            callback.done(false);
        });
    }
}
