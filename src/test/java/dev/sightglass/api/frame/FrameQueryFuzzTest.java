// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sightglass.fuzzing.CpuTime;
import dev.sightglass.fuzzing.FuzzInput;
import dev.sightglass.platform.ContractException;
import dev.sightglass.snapshot.Format;
import dev.sightglass.snapshot.Variant;
import dev.sightglass.vision.VisionModels;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** The query of {@code GET /frame} and the headers that it reads: a line each, in the order of {@link #HEADERS}. */
class FrameQueryFuzzTest {
    private static final String[] HEADERS = {"Accept", "Prefer", "If-None-Match"};

    /** As many bytes as Tomcat takes of all headers together. */
    private static final int LONGEST = 8192;

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String ETAG = "\"b1e2f3a4.1-7.1280q80\"";

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final FrameQuery step =
            new FrameQuery(new FrameAsks(Variant.jpeg(1280, 80), LIMIT, VisionModels.published()));

    @DictionaryEntries({
        "max_age=500ms",
        "wait=1.5s",
        "size=live",
        "max_edge=16",
        "quality=100",
        "max_bytes=4096",
        "max_tokens=1568",
        "model=claude",
        "roi=0.25,0.25,0.5,0.5",
        "format=webp",
        "image/png;q=0.9",
        "W/\"",
        "wait=3; x",
        ";q=",
        "%2C"
    })
    @FuzzTest
    void whatIsAskedIsWithinItsBoundsOrRefusedByName(byte[] request) {
        FuzzInput input = new FuzzInput(request);
        Exchange exchange = new DefaultExchange(camel);
        Exchange longer = new DefaultExchange(camel);
        String query = input.line();
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, query);
        longer.getMessage().setHeader(Exchange.HTTP_QUERY, CpuTime.repeated(query, LONGEST));
        for (String name : HEADERS) {
            String value = input.line();
            if (!value.isEmpty()) {
                exchange.getMessage().setHeader(name, value);
                longer.getMessage().setHeader(name, CpuTime.repeated(value, LONGEST));
            }
        }

        ask(exchange);
        CpuTime.bounded(() -> {
            ask(longer);
            // What is wrong with the query is said first.
            longer.getMessage().removeHeader(Exchange.HTTP_QUERY);
            ask(longer);
        });
    }

    private void ask(Exchange exchange) {
        FrameAsk ask;
        try {
            step.process(exchange);
            ask = FrameExchange.ask(exchange);
        } catch (ContractException refused) {
            assertThat(refused.code()).isIn("INVALID_INPUT", "NOT_ACCEPTABLE");
            assertThat(refused.detail()).matches("[a-z]+:[A-Za-z][A-Za-z0-9_]{0,39}");
            return;
        }
        assertThat(ask.maxAge()).isBetween(Duration.ofMillis(10), LIMIT);
        assertThat(ask.longestWait()).isBetween(Duration.ZERO, Duration.ofSeconds(30));
        Variant variant = ask.variant();
        assertThat(variant.longestEdge() == 0 || (variant.longestEdge() >= 16 && variant.longestEdge() <= 4096))
                .as("longest edge %s", variant.longestEdge())
                .isTrue();
        assertThat(variant.quality()).isBetween(variant.format() == Format.PNG ? Variant.LOSSLESS : 1, 100);
        assertThat(variant.maxBytes() == 0 || variant.maxBytes() >= 4096).isTrue();
        assertThat(variant.tag()).matches("[A-Za-z0-9._-]+");
        if (ask.ifNoneMatch() != null) {
            assertThat(EntityTags.listed(ask.ifNoneMatch() + "," + ETAG, ETAG)).isTrue();
        }
    }
}
