// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testcard.TestCardReader;
import java.time.Duration;

/**
 * A picture that was served, read as test card.
 *
 * @param answer as it came
 * @param card the picture, whose strips are whole
 * @param counter number of the frame, as drawn by the source
 * @param age from drawing to the last byte of the answer; source and tests share one clock
 */
record Sighting(Http.Answer answer, TestCardReader card, long counter, Duration age) {

    /** Reads an answer; fails if it is no picture of a test card. */
    static Sighting of(Http.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        TestCardReader card = TestCardReader.ofJpeg(answer.body());
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

    /** Fails if a colour bar differs from what it should be by more than {@code tolerance} in a channel. */
    void assertBars(int tolerance) {
        for (TestCardReader.Bar bar : TestCardReader.Bar.values()) {
            TestCardReader.Rgb seen = card.bar(bar);
            assertThat(seen.distance(bar.intended()))
                    .as("%s is %s, intended %s", bar, seen, bar.intended())
                    .isLessThanOrEqualTo(tolerance);
        }
    }
}
