// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testcard.TestCardReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A picture that was served, read as test card.
 *
 * @param answer as it came
 * @param card the picture, whose strips are whole
 * @param counter number of the frame, as drawn by the source
 * @param age from drawing to the last byte of the answer; source and tests share one clock
 */
record Sighting(Http.Answer answer, TestCardReader card, long counter, Duration age) {

    /** Reads an answer; fails if it is no picture of a test card that was drawn at the picture's own size. */
    static Sighting of(Http.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return of(answer, TestCardReader.ofJpeg(answer.body()));
    }

    /** Reads an answer whose test card was drawn at that size and may have been scaled since. */
    static Sighting of(Http.Answer answer, int sourceWidth, int sourceHeight) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return of(answer, TestCardReader.ofJpeg(answer.body(), sourceWidth, sourceHeight));
    }

    private static Sighting of(Http.Answer answer, TestCardReader card) {
        TestCardReader.Reading reading = card.read();
        return new Sighting(answer, card, reading.counter(), Duration.between(reading.drawnAt(), answer.endedAt()));
    }

    String etag() {
        return answer.header("ETag");
    }

    long epoch() {
        return answer.number("Frame-Epoch");
    }

    long sequence() {
        return answer.number("Frame-Sequence");
    }

    int width() {
        return card.width();
    }

    int height() {
        return card.height();
    }

    /** The largest difference of any colour bar from what it should be, in one channel, of 255. */
    int barError() {
        return Arrays.stream(TestCardReader.Bar.values())
                .mapToInt(bar -> card.bar(bar).distance(bar.intended()))
                .max()
                .orElseThrow();
    }

    /** The bars as they look, for messages. */
    String bars() {
        return Arrays.stream(TestCardReader.Bar.values())
                .map(bar -> bar + " " + card.bar(bar))
                .collect(Collectors.joining(", "));
    }
}
