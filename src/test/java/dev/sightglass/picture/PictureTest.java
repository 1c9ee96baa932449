// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    @Test
    void acceptsBuffersThatEndWithTheLastSample() {
        assertThat(picture(5, 3, 8, 4, 8 * 2 + 5, 4 + 3, 0).uprightWidth()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "5, 0", "-1, 3", "5, -2147483648"})
    void refusesAPictureWithoutPixels(int width, int height) {
        assertThatIllegalArgumentException().isThrownBy(() -> picture(width, height, 8, 4, 100, 100, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-90, 1, 45, 360, 450})
    void refusesARotationThatIsNoQuarter(int rotation) {
        assertThatIllegalArgumentException().isThrownBy(() -> picture(5, 3, 8, 4, 100, 100, rotation));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 4, 100, 100, plane y", // row of 5
        "0, 4, 100, 100, plane y",
        "-8, 4, 100, 100, plane y",
        "8, 2, 100, 100, plane u", // row of 3
        "8, 4, 20, 100, plane y", // one byte short
        "8, 4, 100, 6, plane u",
        "2147483647, 4, 100, 100, plane y"
    })
    void refusesAStrideThatDoesNotFit(int strideY, int strideC, int bytesY, int bytesC, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> picture(5, 3, strideY, strideC, bytesY, bytesC, 0))
                .withMessageContaining(named);
    }

    @Test
    void refusesBuffersOnTheHeap() {
        ByteBuffer heap = ByteBuffer.allocate(100);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Picture(5, 3, heap, 5, heap, 3, heap, 3, 0, Colors.VIDEO))
                .withMessageContaining("direct");
    }

    @Test
    void countsOnlyWhatLiesBehindTheBuffersPosition() {
        ByteBuffer plane = ByteBuffer.allocateDirect(20).position(6);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Picture(5, 3, plane, 5, plane, 3, plane, 3, 0, Colors.VIDEO));
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 2304, true",
        "2304, 4096, true",
        "1, 1, true",
        "4097, 1, false",
        "1, 4097, false",
        "2305, 2305, false",
        "0, 1, false",
        "2, 10000, false"
    })
    void saysWhichSizesAreEncodable(int width, int height, boolean encodable) {
        assertThat(Picture.isEncodable(width, height)).isEqualTo(encodable);
    }

    private static Picture picture(
            int width, int height, int strideY, int strideC, int bytesY, int bytesC, int rotation) {
        ByteBuffer chroma = ByteBuffer.allocateDirect(bytesC);
        ByteBuffer luma = ByteBuffer.allocateDirect(bytesY);
        return new Picture(width, height, luma, strideY, chroma, strideC, chroma, strideC, rotation, Colors.VIDEO);
    }
}
