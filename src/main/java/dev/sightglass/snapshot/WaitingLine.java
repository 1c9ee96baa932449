// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Waiters in the order in which they came: those who may want the latest picture, and those who do not, parked until there is a later
 * one. Each picture is shown to each waiter once. For one thread at a time.
 */
final class WaitingLine {

    private final Function<Snapshot, Duration> ageOf;
    private final Set<Waiter> ready = new LinkedHashSet<>();
    private final Set<Waiter> parked = new LinkedHashSet<>();
    private @Nullable Snapshot latest;
    private boolean dismissed;

    /** @param ageOf age of a picture now */
    WaitingLine(Function<Snapshot, Duration> ageOf) {
        this.ageOf = ageOf;
    }

    void add(Waiter waiter) {
        boolean wanted = latest != null && waiter.wants(latest, ageOf.apply(latest));
        (wanted ? ready : parked).add(waiter);
    }

    /** Takes one out, wherever it stands; false if it is not in here. */
    boolean remove(Waiter waiter) {
        return parked.remove(waiter) || ready.remove(waiter);
    }

    /** Shows a picture to all, unless there was one of that frame or of a later one. */
    void show(Snapshot snapshot) {
        if (latest == null || latest.stamp().isBefore(snapshot.stamp())) {
            latest = snapshot;
            unpark();
        }
    }

    /** From now on everybody is taken, wanting the picture or not. */
    void dismiss() {
        dismissed = true;
        unpark();
    }

    /** The picture for whom {@link #take} gives next; null before the first one. */
    @Nullable Snapshot latest() {
        return latest;
    }

    /** How many there are at most for {@link #take}. */
    int ready() {
        return ready.size();
    }

    boolean isEmpty() {
        return ready.isEmpty() && parked.isEmpty();
    }

    /** One who has waited longest, or nearly; null if there is none. */
    @Nullable Waiter first() {
        Set<Waiter> some = ready.isEmpty() ? parked : ready;
        return some.isEmpty() ? null : some.iterator().next();
    }

    /** Takes out the first one who wants the latest picture; null if nobody does. */
    @Nullable Waiter take() {
        Snapshot offered = latest;
        Duration age = offered == null ? Duration.ZERO : ageOf.apply(offered);
        for (Iterator<Waiter> all = ready.iterator(); all.hasNext(); ) {
            Waiter waiter = all.next();
            all.remove();
            if (dismissed || (offered != null && waiter.wants(offered, age))) {
                return waiter;
            }
            parked.add(waiter);
        }
        return null;
    }

    /** Those who were parked longest have been asked before those who are still ready, so they come after them. */
    private void unpark() {
        ready.addAll(parked);
        parked.clear();
    }
}
