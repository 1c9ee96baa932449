// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargestWithinTest {

    private static final int SOURCES = 10_000;
    private static final double SHORTFALL = 0.02;

    private final VisionModels models = VisionModels.published();

    @ParameterizedTest
    @CsvSource({
        "claude, 1000000, 1920, 1080, 1456, 819",
        "claude, 1196, 1920, 1080, 1288, 725",
        "claude-high, 1000000, 3024, 4032, 1659, 2212",
        "openai-tile, 255, 1920, 1080, 512, 288",
        "openai-tile, 1105, 1920, 1080, 1366, 768",
        "claude, 1, 1280, 720, 28, 16",
        "claude, 5000, 640, 360, 640, 360",
    })
    void findsTheLargest(String family, long budget, int width, int height, int resultWidth, int resultHeight) {
        PictureSize size = models.family(family).largestWithin(budget, new PictureSize(width, height), 0);

        assertThat(size).isEqualTo(new PictureSize(resultWidth, resultHeight));
    }

    @Test
    void keepsTheEdgeToo() {
        PictureSize size = models.family("claude").largestWithin(1196, new PictureSize(1920, 1080), 512);

        assertThat(size).isEqualTo(new PictureSize(512, 288));
    }

    /** Any source that a camera may send, any family, any budget that it can keep. */
    @Test
    void neverExceedsTheBudgetAndComesWithinTwoPercentOfTheLargest() {
        Random random = new Random(20261124);

        for (int i = 0; i < SOURCES; i++) {
            ModelFamily family = models.family(
                    models.families().get(random.nextInt(models.families().size())));
            PictureSize source = new PictureSize(16 + random.nextInt(4081), 16 + random.nextInt(4081));
            long budget = family.fewestTokens() + (long) (Math.pow(random.nextDouble(), 3) * 12_000);

            PictureSize size = family.largestWithin(budget, source, 0);

            assertThat(family.unshrunkTokens(size.width(), size.height()))
                    .as("%s of %s for %d", family.name(), source, budget)
                    .isLessThanOrEqualTo(budget);
            assertThat(Shortfall.of(family, budget, source, size))
                    .as("%s of %s for %d is %s", family.name(), source, budget, size)
                    .isLessThanOrEqualTo(SHORTFALL);
        }
    }
}
