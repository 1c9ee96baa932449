// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Ends a property after as many tries as {@code -Dsightglass.model.tries} says, 150 without it; not while a failure is made smaller. */
final class ModelTries implements AroundTryHook {
    private static final int TRIES = Integer.getInteger("sightglass.model.tries", 150);

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor attempt, List<Object> parameters) {
        TryExecutionResult result = attempt.execute(parameters);
        if (result.isFalsified()) {
            failed.set(true);
        }
        boolean enough = begun.incrementAndGet() >= TRIES && !failed.get();
        return enough && result.isSatisfied() ? TryExecutionResult.satisfied(true) : result;
    }
}
