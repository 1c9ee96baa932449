// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
    private static final double DEGREE_METERS = 111_195.08;

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 0, 1",
        "0, 179.5, 0, -179.5, 1",
        "60, 0, 60, 1, 0.49998",
        "90, 0, 90, 180, 0",
        "0, 0, 0, 180, 180",
        "90, 0, -90, 0, 180"
    })
    void measuresAlongTheGreatCircle(double lat, double lng, double otherLat, double otherLng, double degrees) {
        double meters = new Place(lat, lng).metersTo(new Place(otherLat, otherLng));

        assertThat(meters / DEGREE_METERS).isCloseTo(degrees, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"90.1, 0", "0, -180.1", "NaN, 0", "0, NaN", "-Infinity, 0"})
    void isOnTheEarth(double lat, double lng) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Place(lat, lng));
    }

    @Test
    void ofACellIsItsMiddleAndNeverBeyondTheAntimeridian() {
        assertThat(DemandCell.centre(0, 3600)).isEqualTo(new Place(0.025, 0.025017));
        assertThat(DemandCell.centre(1799, 3)).isEqualTo(new Place(89.975, 180));
        assertThat(DemandCell.centre(-1, 0)).isEqualTo(new Place(-0.025, -179.975));
    }
}
