// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static dev.sightglass.session.FeedSignal.Source.STALL;
import static dev.sightglass.session.FeedSignal.Source.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.session.FeedSignal.Kind;
import dev.sightglass.session.FeedSignal.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DisconnectWindowsTest {
    private static final Instant START = Instant.parse("2026-05-13T12:00:00Z");
    /** Length of the time line of the model, in milliseconds. */
    private static final int LINE_MS = 6000;

    private static Instant second(double seconds) {
        return START.plusNanos(Math.round(seconds * 1e9));
    }

    private static DisconnectWindow window(double from, double to) {
        return new DisconnectWindow(second(from), second(to));
    }

    private static FeedSignal down(Source source, double at) {
        return FeedSignal.down(source, second(at));
    }

    private static FeedSignal up(Source source, double at) {
        return FeedSignal.up(source, second(at));
    }

    private static List<DisconnectWindow> windows(FeedSignal... signals) {
        return DisconnectWindows.of(List.of(signals)).list();
    }

    @Test
    void downOpensAndUpCloses() {
        assertThat(windows(down(WEBHOOK, 1), up(WEBHOOK, 2.5), up(WEBHOOK, 4), down(WEBHOOK, 5)))
                .containsExactly(window(1, 2.5), new DisconnectWindow(second(5), null));
    }

    @Test
    void aSecondDownLeavesTheWindowAsItIs() {
        assertThat(windows(down(WEBHOOK, 1), down(WEBHOOK, 2), up(WEBHOOK, 3))).containsExactly(window(1, 3));
    }

    @Test
    void oneSourceDoesNotCloseTheWindowOfAnother() {
        assertThat(windows(down(WEBHOOK, 1), up(STALL, 2), up(WEBHOOK, 3))).containsExactly(window(1, 3));
    }

    @Test
    void overlappingAndTouchingWindowsAreOne() {
        assertThat(windows(
                        down(STALL, 1), up(STALL, 3), down(WEBHOOK, 2), up(WEBHOOK, 4), down(STALL, 4), up(STALL, 5)))
                .containsExactly(window(1, 5));
    }

    @Test
    void aWindowWithinAnotherAddsNothing() {
        assertThat(windows(down(STALL, 1), up(STALL, 5), down(WEBHOOK, 2), up(WEBHOOK, 3)))
                .containsExactly(window(1, 5));
    }

    @Test
    void goingDownAndUpAtTheSameMomentIsUp() {
        assertThat(DisconnectWindows.of(List.of(up(WEBHOOK, 1), down(WEBHOOK, 1)))
                        .within(START, second(9)))
                .isZero();
    }

    @Test
    void nanosecondsDecideTheOrder() {
        Instant at = START.plusNanos(1);

        assertThat(windows(FeedSignal.up(WEBHOOK, at), FeedSignal.down(WEBHOOK, START)))
                .containsExactly(new DisconnectWindow(START, at));
    }

    @Test
    void tenThousandSignalsReplayedAndShuffledGiveTheWindowsOfTheirOrder() {
        Random random = new Random(20260513);
        List<FeedSignal> inOrder = IntStream.range(0, 10_000)
                .mapToObj(n -> new FeedSignal(
                        Source.values()[random.nextInt(2)],
                        Kind.values()[random.nextInt(2)],
                        START.plusMillis(n * 37L).plusNanos(random.nextInt(1_000_000))))
                .toList();
        List<FeedSignal> delivered = new ArrayList<>(inOrder);
        delivered.addAll(inOrder.subList(0, 5_000));
        delivered.addAll(inOrder.subList(2_000, 9_000));
        Collections.shuffle(delivered, random);

        assertThat(DisconnectWindows.of(delivered).list())
                .hasSizeGreaterThan(1_000)
                .isEqualTo(DisconnectWindows.of(inOrder).list());
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void countsWhatAModelCountsMillisecondByMillisecond(
            @ForAll("signals") List<FeedSignal> signals,
            @ForAll @IntRange(max = LINE_MS) int startMs,
            @ForAll @IntRange(max = LINE_MS) int endMs,
            @ForAll @IntRange(min = 1, max = 7) int maxSeconds) {
        int model = cleanSecondsOfModel(signals, startMs, endMs, maxSeconds);

        int counted = Meter.cleanSeconds(
                START.plusMillis(startMs), START.plusMillis(endMs), maxSeconds, DisconnectWindows.of(signals));

        assertThat(counted).isEqualTo(model);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void windowsAreInOrderAndApart(@ForAll("signals") List<FeedSignal> signals) {
        List<DisconnectWindow> windows = DisconnectWindows.of(signals).list();

        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i - 1).to())
                    .isNotNull()
                    .isBefore(windows.get(i).from());
        }
    }

    @Provide
    Arbitrary<List<FeedSignal>> signals() {
        return Combinators.combine(
                        Arbitraries.of(Source.class),
                        Arbitraries.of(Kind.class),
                        // Some before and after the session; few different moments, so that several fall together.
                        Arbitraries.integers().between(-20, 80).map(step -> step * 97L))
                .as((source, kind, ms) -> new FeedSignal(source, kind, START.plusMillis(ms)))
                .list()
                .ofMaxSize(40);
    }

    /** Walks a clock over the line and asks at each millisecond whether some source's newest word is DOWN. */
    private static int cleanSecondsOfModel(List<FeedSignal> signals, int startMs, int endMs, int maxSeconds) {
        FeedSignal[] ordered = signals.toArray(FeedSignal[]::new);
        Arrays.sort(ordered, FeedSignal.ORDER);
        Map<Source, Kind> newest = new EnumMap<>(Source.class);
        int clean = 0;
        int next = 0;
        for (int ms = 0; ms < endMs; ms++) {
            while (next < ordered.length && !ordered[next].at().isAfter(START.plusMillis(ms))) {
                newest.put(ordered[next].source(), ordered[next].kind());
                next++;
            }
            if (ms >= startMs && !newest.containsValue(Kind.DOWN)) {
                clean++;
            }
        }
        return Math.min(maxSeconds, clean / 1000);
    }
}
