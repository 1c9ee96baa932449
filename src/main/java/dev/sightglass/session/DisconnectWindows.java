// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import dev.sightglass.session.FeedSignal.Kind;
import dev.sightglass.session.FeedSignal.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times in which a feed was not connected, by whatever source: in order, apart from each other. Made from signals alone, in
 * whatever order and how often they came, so that replayed, repeated and overtaken deliveries end in the same windows.
 */
final class DisconnectWindows {
    /** A feed that was connected all the time, as far as anybody said. */
    static final DisconnectWindows NONE = new DisconnectWindows(List.of());

    private final List<DisconnectWindow> windows;

    private DisconnectWindows(List<DisconnectWindow> windows) {
        this.windows = windows;
    }

    /** Each source's windows from its own signals, and of these the union. */
    static DisconnectWindows of(Collection<FeedSignal> signals) {
        List<DisconnectWindow> found = new ArrayList<>();
        for (Source source : Source.values()) {
            List<FeedSignal> ordered = signals.stream()
                    .filter(signal -> signal.source() == source)
                    .sorted(FeedSignal.ORDER)
                    .toList();
            found.addAll(ofOneSource(ordered));
        }
        found.sort(Comparator.comparing(DisconnectWindow::from));
        return new DisconnectWindows(union(found));
    }

    /** DOWN opens and a further one changes nothing; UP closes; what is open at the end stays open. */
    private static List<DisconnectWindow> ofOneSource(List<FeedSignal> ordered) {
        List<DisconnectWindow> found = new ArrayList<>();
        @Nullable Instant downSince = null;
        for (FeedSignal signal : ordered) {
            if (signal.kind() == Kind.DOWN) {
                downSince = downSince == null ? signal.at() : downSince;
            } else if (downSince != null) {
                found.add(new DisconnectWindow(downSince, signal.at()));
                downSince = null;
            }
        }
        if (downSince != null) {
            found.add(new DisconnectWindow(downSince, null));
        }
        return found;
    }

    private static List<DisconnectWindow> union(List<DisconnectWindow> ordered) {
        List<DisconnectWindow> united = new ArrayList<>();
        for (DisconnectWindow next : ordered) {
            int last = united.size() - 1;
            if (last >= 0 && united.get(last).reaches(next)) {
                united.set(last, united.get(last).and(next));
            } else {
                united.add(next);
            }
        }
        return united;
    }

    /** How much of the time between two moments lies in a window; one that is open reaches up to the second. */
    Duration within(Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        for (DisconnectWindow window : windows) {
            Instant begin = window.from().isAfter(from) ? window.from() : from;
            Instant end = window.to() == null || window.to().isAfter(to) ? to : window.to();
            if (end.isAfter(begin)) {
                sum = sum.plus(Duration.between(begin, end));
            }
        }
        return sum;
    }

    /** The windows, earliest first; only the last one can be open. */
    List<DisconnectWindow> list() {
        return List.copyOf(windows);
    }
}
