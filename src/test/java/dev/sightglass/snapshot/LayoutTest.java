// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.snapshot.Region.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {

    private static final Size HD = new Size(1280, 720);

    @ParameterizedTest
    @CsvSource({
        "1280, 720, 512, 512, 288",
        "1280, 720, 0, 1280, 720",
        "1280, 720, 2576, 1280, 720",
        "720, 1280, 512, 288, 512",
        "1281, 721, 640, 640, 360",
        "4000, 3, 16, 16, 1"
    })
    void keepsTheAspectAndNeverScalesUp(int width, int height, int edge, int resultWidth, int resultHeight) {
        Layout layout = layout(Variant.jpeg(edge, 80), new Size(width, height));

        assertThat(layout).isEqualTo(new Layout(null, new Size(resultWidth, resultHeight)));
    }

    @Test
    void showsPixelsOfTheSourceOneToOne() {
        Layout layout = layout(showing(new Region(Unit.PIXEL, 1000, 600, 280, 120), 1280), HD);

        assertThat(layout).isEqualTo(new Layout(new Box(1000, 600, 280, 120), new Size(280, 120)));
    }

    @Test
    void boundsTheCroppedPart() {
        Layout layout = layout(showing(new Region(Unit.PIXEL, 0, 0, 1024, 512), 512), HD);

        assertThat(layout.size()).isEqualTo(new Size(512, 256));
    }

    @Test
    void coversEveryPixelThatAFractionTouches() {
        Layout layout =
                layout(showing(new Region(Unit.MILLIONTH, 333_333, 0, 333_333, Region.WHOLE), 0), new Size(10, 4));

        // From 3.33333 to 6.66666.
        assertThat(layout.crop()).isEqualTo(new Box(3, 0, 4, 4));
    }

    @Test
    void showsAllForTheWholeInFractions() {
        Layout layout =
                layout(showing(new Region(Unit.MILLIONTH, 0, 0, Region.WHOLE, Region.WHOLE), 0), new Size(1279, 719));

        assertThat(layout.crop()).isEqualTo(new Box(0, 0, 1279, 719));
    }

    @Test
    void showsAtLeastOnePixel() {
        Layout layout = layout(showing(new Region(Unit.MILLIONTH, 999_999, 999_999, 1, 1), 0), HD);

        assertThat(layout.crop()).isEqualTo(new Box(1279, 719, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({"1280, 0, 1, 1", "0, 720, 1, 1", "0, 0, 1281, 720", "1, 0, 1280, 720", "0, 0, 99999, 99999"})
    void refusesPixelsBeyondTheSource(int x, int y, int width, int height) {
        Variant variant = showing(new Region(Unit.PIXEL, x, y, width, height), 1280);

        assertThatExceptionOfType(RegionOutsideException.class)
                .isThrownBy(() -> layout(variant, HD))
                .satisfies(e -> assertThat(e.detail()).isEqualTo("frame:roi"));
    }

    @Test
    void leavesTheSizeToTheBudgetOfTokens() {
        Variant variant = new Variant(Format.JPEG, null, 900, new TokenBudget("family", 77), 80, 0);

        Layout layout = Layout.of(variant, HD, (budget, part, edge) -> new Size(budget.tokens(), edge));

        assertThat(layout.size()).isEqualTo(new Size(77, 900));
    }

    private static Layout layout(Variant variant, Size source) {
        return Layout.of(variant, source, (budget, part, edge) -> {
            throw new AssertionError("no budget was asked for");
        });
    }

    private static Variant showing(Region region, int edge) {
        return new Variant(Format.JPEG, region, edge, null, 80, 0);
    }
}
