// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.api.ConsistencyTokens;
import dev.sightglass.api.RateLimitHeaders;
import dev.sightglass.snapshot.FrameNotAvailableException;
import dev.sightglass.snapshot.FrameNotAvailableException.Reason;
import dev.sightglass.snapshot.FreshestSnapshot;
import dev.sightglass.snapshot.Snapshot;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** {@code answer-frame}: the headers that say which picture this is and how old. The body is in place already. */
public final class AnswerFrame implements Processor {

    private final FreshestSnapshot snapshots;
    private final Timer age;

    /** @param age records the age of each served picture */
    public AnswerFrame(FreshestSnapshot snapshots, Timer age) {
        this.snapshots = snapshots;
        this.age = age;
    }

    /** @throws FrameNotAvailableException if the picture has grown older than was asked for since it was chosen */
    @Override
    public void process(Exchange exchange) {
        Snapshot snapshot = FrameExchange.snapshot(exchange);
        Duration ageNow = snapshots.ageOf(snapshot);
        FrameAsk ask = FrameExchange.ask(exchange);
        if (ageNow.compareTo(ask.maxAge()) > 0) {
            // It was young enough when it was chosen; what the header says must hold as well.
            throw new FrameNotAvailableException(Reason.STALE);
        }
        age.record(ageNow);
        Message message = exchange.getMessage();
        message.setHeader("ETag", snapshot.etag());
        // Private: behind a key. No-cache: a stored copy may only be used after asking here, which is what the ETag is
        // for.
        message.setHeader("Cache-Control", "private, no-cache");
        // Not Prefer: waiting changes when the answer comes, not which of stored answers would do.
        message.setHeader("Vary", "Accept");
        message.setHeader("Frame-Decoded-At", snapshot.decodedAt());
        message.setHeader("Frame-Age-Ms", ageNow.toMillis());
        message.setHeader("Frame-Epoch", snapshot.stamp().epoch());
        message.setHeader("Frame-Sequence", snapshot.stamp().sequence());
        ConsistencyTokens.answer(exchange);
        RateLimitHeaders.warn(exchange);
        setIfKnown(message, "Preference-Applied", ask.preferenceApplied());
        if (message.getBody() != null) {
            describe(message, snapshot);
        }
    }

    /** What goes with the bytes (RFC 9110 section 15.4.5 wants a 304 without it). */
    private static void describe(Message message, Snapshot snapshot) {
        message.setHeader("Content-Type", snapshot.format().mediaType());
        message.setHeader("Frame-Width", snapshot.width());
        message.setHeader("Frame-Height", snapshot.height());
        message.setHeader("Frame-Source-Width", snapshot.source().width());
        message.setHeader("Frame-Source-Height", snapshot.source().height());
        message.setHeader("Frame-Tokens", snapshot.tokens());
        setIfKnown(message, "Frame-Roi", snapshot.roi());
        if (snapshot.format().isLossy()) {
            message.setHeader("Frame-Quality", snapshot.quality());
        }
    }

    private static void setIfKnown(Message message, String name, @Nullable String value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }
}
