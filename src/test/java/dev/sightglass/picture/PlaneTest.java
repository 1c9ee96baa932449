// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaneTest {

    @ParameterizedTest
    @CsvSource({"0, abc/def", "90, da/eb/fc", "180, fed/cba", "270, cf/be/ad"})
    void turnsClockwise(int degrees, String expected) {
        ByteBuffer samples = ByteBuffer.allocateDirect(8);
        samples.put(new byte[] {'a', 'b', 'c', '#', '#', 'd', 'e', 'f'});

        Plane turned = Plane.of(samples, 5, new Size(3, 2)).turned(degrees);

        assertThat(rows(turned)).isEqualTo(expected);
    }

    private static String rows(Plane plane) {
        StringBuilder rows = new StringBuilder();
        byte[] row = new byte[plane.size().width()];
        for (int y = 0; y < plane.size().height(); y++) {
            plane.read(y, row);
            rows.append(y == 0 ? "" : "/").append(new String(row, java.nio.charset.StandardCharsets.US_ASCII));
        }
        return rows.toString();
    }
}
