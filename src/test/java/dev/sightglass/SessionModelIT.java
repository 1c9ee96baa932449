// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.ModelMarket.Patch;
import dev.sightglass.ModelWish.Fault;
import dev.sightglass.access.Scope;
import dev.sightglass.session.SessionState;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;
import org.slf4j.LoggerFactory;

/**
 * Random sequences of API calls by random callers, held after each one against a model of the contract. Without a camera: the
 * first frame is reported as ingest would report it.
 */
class SessionModelIT {
    private static final int ACTIONS = 40;
    private static final ModelTally TALLY = new ModelTally();
    private static ModelledApplication application;

    @BeforeContainer
    static void start() {
        application = new ModelledApplication();
    }

    // The hook ends it earlier.
    @Property(tries = 1_000_000, shrinking = ShrinkingMode.BOUNDED)
    @AddLifecycleHook(ModelTries.class)
    void everyAnswerAndEveryStateIsWhatTheModelSays(@ForAll("calls") ActionChain<ModelWorld> chain) {
        TALLY.countTry();

        chain.withInvariant(ModelWorld::check).run();
    }

    @AfterContainer
    static void stop() {
        LoggerFactory.getLogger(SessionModelIT.class).info("{}", TALLY);
        application.close();
        if (TALLY.tries() >= 100) {
            assertThat(TALLY.states())
                    .containsExactlyInAnyOrder(
                            SessionState.REQUESTED,
                            SessionState.ASSIGNED,
                            SessionState.LIVE,
                            SessionState.ENDED,
                            SessionState.EXPIRED,
                            SessionState.CANCELLED);
            assertThat(TALLY.met())
                    .contains(
                            "200",
                            "400 INVALID_INPUT",
                            "400 INSUFFICIENT_CREDIT",
                            "401 NOT_AUTHENTICATED",
                            "401 INVALID_API_KEY",
                            "401 REVOKED_API_KEY",
                            "403 NOT_AUTHORIZED",
                            "403 WORKSPACE_MISMATCH",
                            "404 NOT_FOUND",
                            "404 SESSION_NOT_FOUND",
                            "404 QUOTE_NOT_FOUND",
                            "409 CONFLICT",
                            "409 INVALID_STATE",
                            "409 QUOTE_EXPIRED",
                            "503 NO_COVERAGE");
        }
    }

    @Provide
    ActionChainArbitrary<ModelWorld> calls() {
        return ActionChain.startWith(() -> new ModelWorld(application, TALLY))
                .withAction(8, create())
                .withAction(2, byCaller("quote", 2, (world, who, n) -> world.quote(who, n % 2, 60)))
                .withAction(2, byCaller("create with quote", 16, ModelWorld::createQuoted))
                .withAction(5, patch())
                .withAction(6, fitting(SessionState.REQUESTED, "dispatch", ModelWorld::dispatch))
                .withAction(1, onSession("dispatch", ModelWorld::dispatch))
                .withAction(5, byCaller("accept", 6, (world, who, n) -> world.accept(who, n % 4, n == 5)))
                .withAction(8, fitting(SessionState.ASSIGNED, "start", ModelWorld::start))
                .withAction(1, onSession("start", ModelWorld::start))
                .withAction(12, fitting(SessionState.ASSIGNED, "first frame", (world, who, n) -> world.firstFrame(n)))
                .withAction(1, onSession("first frame", (world, who, n) -> world.firstFrame(n)))
                .withAction(4, fitting(SessionState.LIVE, "end", ModelWorld::end))
                .withAction(1, onSession("end", ModelWorld::end))
                .withAction(1, fitting(SessionState.ASSIGNED, "cancel", ModelWorld::cancel))
                .withAction(1, onSession("cancel", ModelWorld::cancel))
                .withAction(1, byCaller("cancel all", 1, (world, who, n) -> world.cancelAll(who)))
                .withAction(2, onSession("get", ModelWorld::get))
                .withAction(1, byCaller("list", 4, (world, who, n) -> world.list(who, n == 0)))
                .withAction(2, fitting(SessionState.LIVE, "viewer token", ModelWorld::viewerToken))
                .withAction(1, onSession("viewer token", ModelWorld::viewerToken))
                .withAction(2, fitting(SessionState.ASSIGNED, "producer token", ModelWorld::producerToken))
                .withAction(1, onSession("producer token", ModelWorld::producerToken))
                .withAction(2, byCaller("heartbeat", 20, (world, who, n) -> world.heartbeat(who, n / 4, n % 4 - 1)))
                .withAction(2, mint())
                .withAction(2, byCaller("revoke", 8, (world, who, n) -> world.revoke(who, n / 2, n % 4 == 3)))
                .withAction(2, byCaller("use key", 4, (world, who, n) -> world.useKey(n)))
                .withAction(1, outlive())
                .withAction(8, deliver())
                .withAction(6, pass())
                .withMaxTransformations(ACTIONS);
    }

    private static Action<ModelWorld> create() {
        Arbitrary<Fault> fault = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(Fault.NONE)), Tuple.of(2, Arbitraries.of(Fault.class)));
        Arbitrary<ModelWish> wish = Combinators.combine(
                        fault,
                        Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(1, 1)),
                        Arbitraries.of(10, 60, 300, 600),
                        Arbitraries.of(-1, 0, 5, 30, 300, 4000).injectNull(0.5))
                .as((wrong, place, seconds, wait) -> new ModelWish(wrong, place, seconds, wait, null));
        return step(Combinators.combine(callers(), wish)
                .as((who, wished) -> mutate(who + " creates " + wished, world -> world.create(who, wished))));
    }

    private static Action<ModelWorld> patch() {
        Arbitrary<Patch> patch = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Patch.ONLINE_AT_0)), Tuple.of(3, Arbitraries.of(Patch.class)));
        return step(Combinators.combine(callers(), Arbitraries.integers().between(0, 4), patch)
                .as((who, n, what) -> mutate(who + " patches " + n + ": " + what, world -> world.patch(who, n, what))));
    }

    private static Action<ModelWorld> mint() {
        Arbitrary<Set<Scope>> scopes = Arbitraries.of(Scope.class).set().ofMaxSize(8);
        return step(Combinators.combine(
                        callers(), Arbitraries.integers().between(0, 4), Arbitraries.of("TEST", "TEST", "LIVE"), scopes)
                .as((who, n, environment, of) -> mutate(
                        who + " mints for " + n + ": " + environment + of,
                        world -> world.mint(who, n, environment, of))));
    }

    private static Action<ModelWorld> outlive() {
        return when(
                ModelWorld::hasKeys,
                Arbitraries.integers()
                        .between(0, 3)
                        .map(n -> mutate("the grace of key " + n + " ends", world -> world.outlive(n))));
    }

    private static Action<ModelWorld> deliver() {
        return when(
                world -> world.has(SessionState.LIVE),
                Combinators.combine(sessions(), Arbitraries.of(true, false), Arbitraries.of(0, 0, 1, 7, 40))
                        .as((which, up, ago) -> mutate(
                                "input of " + which + " is " + (up ? "up" : "down") + " since " + ago,
                                world -> world.deliver(which, up, ago))));
    }

    private static Action<ModelWorld> pass() {
        Arbitrary<Integer> millis = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(1, 999, 1500, 4_999, 5_000, 10_000)),
                Tuple.of(4, Arbitraries.of(29_999, 30_000, 60_000, 61_001)),
                Tuple.of(1, Arbitraries.of(299_999, 300_001, 700_000)));
        return step(Combinators.combine(millis, Arbitraries.of(true, false))
                .as((ms, sweep) -> mutate(
                        ms + " ms pass, " + (sweep ? "swept" : "looked at"),
                        world -> world.pass(Duration.ofMillis(ms), sweep))));
    }

    private static Action<ModelWorld> onSession(String name, Step step) {
        return step(Combinators.combine(callers(), sessions())
                .as((who, which) -> mutate(who + ": " + name + " " + which, world -> step.take(world, who, which))));
    }

    /** The same on a session in the state that the step is for, as long as there is one. */
    private static Action<ModelWorld> fitting(SessionState state, String name, Step step) {
        return when(
                world -> world.has(state),
                callers().map(who -> mutate(who + ": " + name, world -> step.take(world, who, 0))));
    }

    private static Action<ModelWorld> byCaller(String name, int choices, Step step) {
        return step(Combinators.combine(callers(), Arbitraries.integers().between(0, choices - 1))
                .as((who, n) -> mutate(who + ": " + name + " " + n, world -> step.take(world, who, n))));
    }

    /** Mostly somebody whom the step is for. */
    private static Arbitrary<Integer> callers() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(-3, -1)),
                Tuple.of(1, Arbitraries.integers().between(0, 15)));
    }

    /** Mostly the newest. */
    private static Arbitrary<Integer> sessions() {
        return Arbitraries.frequency(
                Tuple.of(8, 0), Tuple.of(4, 1), Tuple.of(2, 2), Tuple.of(1, 3), Tuple.of(1, 5), Tuple.of(1, 99));
    }

    private static Action<ModelWorld> step(Arbitrary<Transformer<ModelWorld>> steps) {
        return when(world -> true, steps);
    }

    private static Action<ModelWorld> when(Predicate<ModelWorld> condition, Arbitrary<Transformer<ModelWorld>> steps) {
        return new Action.Independent<>() {
            @Override
            public boolean precondition(ModelWorld world) {
                return condition.test(world);
            }

            @Override
            public Arbitrary<Transformer<ModelWorld>> transformer() {
                return steps;
            }
        };
    }

    private static Transformer<ModelWorld> mutate(String description, Consumer<ModelWorld> step) {
        return Transformer.mutate(description, step);
    }

    @FunctionalInterface
    private interface Step {
        void take(ModelWorld world, int who, int number);
    }
}
