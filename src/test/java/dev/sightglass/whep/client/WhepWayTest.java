// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhepWayTest {
    private static boolean ends(WhepWay way, int status) {
        return way.isRefusedBy(WhepException.status(status, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 415, 422})
    void asksForTheServersOfferWhereOursIsNotUnderstood(int status) {
        assertThat(ends(WhepWay.OUR_OFFER, status)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 406, 409, 410, 429, 500, 501, 502, 503})
    void doesNotAskTwiceWhereTheRefusalIsAboutSomethingElse(int status) {
        assertThat(ends(WhepWay.OUR_OFFER, status)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 406, 411, 415, 422, 501})
    void offersAgainWhereTheServerDoesNotOfferAnyMore(int status) {
        assertThat(ends(WhepWay.SERVER_OFFER, status)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 409, 429, 500, 503})
    void staysWithTheServersOfferWhereTheRefusalIsAboutSomethingElse(int status) {
        assertThat(ends(WhepWay.SERVER_OFFER, status)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMEOUT", "UNREACHABLE", "NOT_SDP", "NO_VIDEO"})
    void isNotEndedByAnythingButAStatus(WhepFailure failure) {
        assertThat(WhepWay.OUR_OFFER.isRefusedBy(WhepException.of(failure))).isFalse();
    }
}
