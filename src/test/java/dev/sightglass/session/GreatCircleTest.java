// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreatCircleTest {

    @ParameterizedTest
    @CsvSource({
        // A degree, a quarter and half of a circle of 6371008.8 m radius.
        "0,0,1,0,111195.08",
        "0,0,0,1,111195.08",
        "0,0,90,0,10007557.2",
        "0,0,0,180,20015114.4",
        "90,0,-90,77,20015114.4",
        // Across the date line, and on a parallel: half as long at 60 degrees, less the shortcut over the pole's side.
        "0,179.5,0,-179.5,111195.08",
        "60,0,60,1,55595.4",
        // Seattle to Portland.
        "47.6062,-122.3321,45.5152,-122.6784,234009"
    })
    void measuresAlongTheSphere(double lat1, double lng1, double lat2, double lng2, double meters) {
        assertThat(GreatCircle.meters(lat1, lng1, lat2, lng2)).isCloseTo(meters, within(meters / 5000));
        assertThat(GreatCircle.meters(lat2, lng2, lat1, lng1)).isCloseTo(meters, within(meters / 5000));
    }

    @Test
    void isExactForNearPointsAndNoneForTheSame() {
        assertThat(GreatCircle.meters(47.5, 8.5, 47.5, 8.5)).isZero();
        assertThat(GreatCircle.meters(47.5, 8.5, 47.500009, 8.5)).isCloseTo(1.0, within(0.001));
    }
}
