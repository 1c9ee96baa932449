// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.bench;

import dev.sightglass.vision.ModelFamily;
import dev.sightglass.vision.PictureSize;
import dev.sightglass.vision.Shortfall;
import dev.sightglass.vision.VisionModels;
import java.util.Random;

/**
 * Prints, for each family of models, how often the picture for a random budget and a random source cost more than the budget, and how
 * far its area fell short of the largest that fits. Ends with 1 if one cost more, or fell short by more than 2 %.
 */
public final class TokenBudgets {

    private static final double LIMIT_PERCENT = 2;

    private final int sources;
    private final Random random;
    private boolean failed;

    private TokenBudgets(int sources, long seed) {
        this.sources = sources;
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) {
        TokenBudgets budgets = new TokenBudgets(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
        VisionModels models = VisionModels.published();
        System.out.printf(
                "Sources of 16x16 to 4096x4096, budgets from the cheapest picture to 12000 tokens above it; %d of each, JDK %s%n%n",
                budgets.sources, Runtime.version().feature());
        System.out.println("| family | exceeded | worst shortfall % | mean % | us each | |");
        System.out.println("|---|---|---|---|---|---|");
        models.families().forEach(name -> budgets.row(models.family(name)));
        if (budgets.failed) {
            System.exit(1);
        }
    }

    private void row(ModelFamily family) {
        int exceeded = 0;
        double worst = 0;
        double sum = 0;
        long nanos = 0;
        for (int i = 0; i < sources; i++) {
            PictureSize source = new PictureSize(side(), side());
            long budget = family.fewestTokens() + (long) (Math.pow(random.nextDouble(), 3) * 12_000);
            long begin = System.nanoTime();
            PictureSize size = family.largestWithin(budget, source, 0);
            nanos += System.nanoTime() - begin;
            exceeded += family.tokens(size.width(), size.height()) > budget ? 1 : 0;
            double shortfall = 100 * Shortfall.of(family, budget, source, size);
            worst = Math.max(worst, shortfall);
            sum += shortfall;
        }
        boolean passes = exceeded == 0 && worst <= LIMIT_PERCENT;
        failed |= !passes;
        System.out.printf(
                "| %s | %d | %.2f | %.3f | %.1f | %s |%n",
                family.name(), exceeded, worst, sum / sources, nanos / 1e3 / sources, passes ? "pass" : "**fail**");
    }

    private int side() {
        return 16 + random.nextInt(4081);
    }
}
