// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.snapshot.Region.Unit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VariantTest {

    @Test
    void namesAPlainJpegByEdgeAndQuality() {
        assertThat(Variant.jpeg(1280, 80).tag()).isEqualTo("1280q80");
    }

    @Test
    void namesEverythingThatDecidesAboutTheBytes() {
        Variant variant = new Variant(
                Format.WEBP,
                new Region(Unit.MILLIONTH, 0, 250_000, 500_000, 500_000),
                0,
                new TokenBudget("claude-high", 900),
                70,
                786_432);

        assertThat(variant.tag()).isEqualTo("0q70-webp-f0_250000_500000_500000-t900claude-high-b786432");
    }

    @Test
    void tellsVariantsApart() {
        Region pixels = new Region(Unit.PIXEL, 0, 0, 10, 10);
        Region fractions = new Region(Unit.MILLIONTH, 0, 0, 10, 10);
        List<Variant> variants = List.of(
                Variant.jpeg(1280, 80),
                Variant.jpeg(128, 80),
                Variant.jpeg(1280, 8),
                new Variant(Format.PNG, null, 1280, null, 80, 0),
                new Variant(Format.JPEG, pixels, 1280, null, 80, 0),
                new Variant(Format.JPEG, fractions, 1280, null, 80, 0),
                new Variant(Format.JPEG, null, 1280, new TokenBudget("a", 80), 80, 0),
                new Variant(Format.JPEG, null, 1280, new TokenBudget("b", 80), 80, 0),
                new Variant(Format.JPEG, null, 1280, null, 80, 4096));

        Stream<String> tags = variants.stream().map(Variant::tag);

        assertThat(tags).doesNotHaveDuplicates().allMatch(tag -> tag.matches("[A-Za-z0-9_-]+"));
    }
}
