// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.api.http.ReadInterest.Arrival;
import org.junit.jupiter.api.Test;

class ReadInterestTest {
    private final ReadInterest interest = new ReadInterest();

    @Test
    void theFirstRequestOfAConnectionIsHandedOverAsUsual() {
        assertThat(interest.arrived()).isEqualTo(Arrival.USUAL);
        assertThat(interest.isTaken()).isFalse();
    }

    @Test
    void thePollerReadsTheNextOneAndGoesOnLooking() {
        assertThat(interest.idle()).as("looks already").isFalse();

        assertThat(interest.arrived()).isEqualTo(Arrival.READ);
        assertThat(interest.isTaken()).isTrue();
        assertThat(interest.idle()).as("looks already").isTrue();
        assertThat(interest.arrived()).isEqualTo(Arrival.READ);
    }

    @Test
    void itLooksAwayWhenMoreComesBeforeTheAnswerIsOut() {
        interest.idle();
        interest.arrived();

        assertThat(interest.arrived()).isEqualTo(Arrival.BUSY);
        assertThat(interest.idle()).as("looks already").isFalse();
        assertThat(interest.arrived()).isEqualTo(Arrival.READ);
    }

    @Test
    void whatARequestWaitsForItselfIsHandedOverAsUsual() {
        interest.idle();
        interest.arrived();
        interest.usual();

        assertThat(interest.arrived()).isEqualTo(Arrival.USUAL);
    }

    @Test
    void whatWasNothingAfterAllIsHandedOverAsUsual() {
        interest.idle();
        interest.arrived();
        interest.foundNothing();

        assertThat(interest.arrived()).isEqualTo(Arrival.USUAL);
    }

    @Test
    void aConnectionIsClosedAsIdleOnlyWhileNobodyHasItsRequest() {
        assertThat(interest.retire()).as("before its first request").isTrue();
        interest.idle();
        assertThat(interest.retire()).as("between two").isTrue();
        assertThat(interest.arrived()).as("no longer for the poller to read").isEqualTo(Arrival.USUAL);

        interest.idle();
        interest.arrived();
        assertThat(interest.retire()).as("with a request").isFalse();
    }
}
