// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** News of one session, told on the thread that tells. */
final class FakeNews implements FrameNews {

    private final List<AtomicReference<Runnable>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Runnable subscribe(String sessionId, Runnable newer) {
        AtomicReference<Runnable> listener = new AtomicReference<>(newer);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell() {
        listeners.forEach(listener -> listener.get().run());
    }

    int listeners() {
        return listeners.size();
    }
}
