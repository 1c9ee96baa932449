// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CallerLimitsTest {
    private final AtomicLong nanoTime = new AtomicLong(-5);
    private final CallerLimits limits = new CallerLimits(
            new Rates(10, 40, Duration.ofMillis(500), Duration.ofSeconds(2)),
            new Rates(20, 60, Duration.ofMillis(800), Duration.ofSeconds(3)),
            nanoTime::get);
    private final Allowance cats = limits.of("cats", "pets");

    @Nested
    class Requests {

        @Test
        void passUpToTheBurst() {
            take(40);

            assertThatThrownBy(cats::takeRequest).hasMessageContaining("limit:requests");
        }

        @Test
        void passAgainAtTheirRate() {
            exhaust();

            pass(Duration.ofMillis(300));

            take(3);
            assertThatThrownBy(cats::takeRequest).isInstanceOf(RateLimitedException.class);
        }

        @Test
        void costNothingWhereTheyAreRefused() {
            exhaust();
            for (int i = 0; i < 1_000; i++) {
                assertThatThrownBy(cats::takeRequest).isInstanceOf(RateLimitedException.class);
            }

            pass(Duration.ofMillis(100));

            assertThatCode(cats::takeRequest).doesNotThrowAnyException();
        }

        @Test
        void ofAnotherCallerAreItsOwn() {
            exhaust();

            assertThatCode(limits.of("dogs", "pets")::takeRequest).doesNotThrowAnyException();
        }

        @Test
        void areCountedForTheSameCallerHoweverOftenItComes() {
            exhaust();

            assertThatThrownBy(limits.of("cats", "pets")::takeRequest).isInstanceOf(RateLimitedException.class);
        }

        @Test
        void tellHowTheyStandOnceLessThanAQuarterIsLeft() {
            take(30);
            assertThat(cats.fewRequestsLeft()).isNull();

            take(1);

            assertThat(cats.fewRequestsLeft())
                    .isEqualTo(new RateLimitState("\"requests\";q=40;w=4", "\"requests\";r=9;t=4"));
        }

        @Test
        void tellWhenToTryAgain() {
            exhaust();

            refusal(cats::takeRequest)
                    .returns(1, RateLimitedException::retryAfterSeconds)
                    .returns("RATE_LIMITED", RateLimitedException::code)
                    .returns(new RateLimitState("\"requests\";q=40;w=4", "\"requests\";r=0;t=1"), e -> e.state());
        }
    }

    @Nested
    class EncodeTime {

        @Test
        void mayRunOutWithinOneEncode() {
            cats.chargeEncode(Duration.ofMillis(1_999));
            assertThatCode(cats::requireEncodeTime).doesNotThrowAnyException();

            cats.chargeEncode(Duration.ofMillis(1));

            assertThatThrownBy(cats::requireEncodeTime).hasMessageContaining("limit:encodeTime");
        }

        @Test
        void inDebtIsPaidOffBeforeMoreIsLent() {
            cats.chargeEncode(Duration.ofSeconds(3));

            pass(Duration.ofMillis(1_999));
            assertThatThrownBy(cats::requireEncodeTime).isInstanceOf(RateLimitedException.class);

            pass(Duration.ofMillis(2));
            assertThatCode(cats::requireEncodeTime).doesNotThrowAnyException();
        }

        @Test
        void tellsInWholeSecondsRoundedUpWhenThereIsSomeAgain() {
            cats.chargeEncode(Duration.ofMillis(2_600));

            refusal(cats::requireEncodeTime)
                    .returns(2, RateLimitedException::retryAfterSeconds)
                    .returns(
                            new RateLimitState(
                                    "\"encode-time\";q=2000000;qu=\"microseconds\";w=4", "\"encode-time\";r=0;t=2"),
                            e -> e.state());
        }

        @Test
        void hasNothingToDoWithRequests() {
            cats.chargeEncode(Duration.ofSeconds(60));

            assertThatCode(cats::takeRequest).doesNotThrowAnyException();
        }
    }

    @Nested
    class OfAWorkspace {
        private final Allowance dogs = limits.of("dogs", "pets");

        @Test
        void areForAllItsCallersTogether() {
            take(40);
            for (int i = 0; i < 20; i++) {
                dogs.takeRequest();
            }

            refusal(dogs::takeRequest)
                    .returns("limit:requests", RateLimitedException::detail)
                    .returns(
                            new RateLimitState("\"workspace-requests\";q=60;w=3", "\"workspace-requests\";r=0;t=1"),
                            e -> e.state());
            assertThat(limits.refusals(Limit.WORKSPACE_REQUESTS)).isEqualTo(1);
            assertThat(limits.refusals(Limit.REQUESTS)).isZero();
        }

        @Test
        void costTheCallerNothingWhereTheyRefuse() {
            take(40);
            for (int i = 0; i < 20; i++) {
                dogs.takeRequest();
            }
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(dogs::takeRequest).hasMessageContaining("limit:requests");
            }

            pass(Duration.ofSeconds(1));

            for (int i = 0; i < 20; i++) {
                dogs.takeRequest();
            }
        }

        @Test
        void areNotThoseOfAnother() {
            take(40);
            for (int i = 0; i < 20; i++) {
                dogs.takeRequest();
            }

            assertThatCode(limits.of("dogs", "wolves")::takeRequest).doesNotThrowAnyException();
            assertThatCode(limits.of("dogs", null)::takeRequest).doesNotThrowAnyException();
        }

        @Test
        void countTheEncodesOfAll() {
            cats.chargeEncode(Duration.ofMillis(1_500));
            dogs.chargeEncode(Duration.ofMillis(1_500));

            refusal(dogs::requireEncodeTime)
                    .returns("limit:encodeTime", RateLimitedException::detail)
                    .returns(
                            "\"workspace-encode-time\";q=3000000;qu=\"microseconds\";w=4",
                            e -> e.state().policy());
        }

        @Test
        void tellWhenFewAreLeftToAll() {
            take(29);
            for (int i = 0; i < 17; i++) {
                dogs.takeRequest();
            }

            assertThat(dogs.fewRequestsLeft())
                    .isEqualTo(
                            new RateLimitState("\"workspace-requests\";q=60;w=3", "\"workspace-requests\";r=14;t=3"));
        }
    }

    @Test
    void sayOfARefusalWhetherItHoldsForAnotherRequestAndCountThat() {
        exhaust();
        RateLimitedException refusal = catchThrowableOfType(RateLimitedException.class, cats::takeRequest);

        assertThat(refusal.holdsForAnother()).isTrue();
        pass(Duration.ofMillis(100));

        assertThat(refusal.holdsForAnother()).isFalse();
        assertThat(limits.refusals(Limit.REQUESTS)).isEqualTo(2);
    }

    @Test
    void areNoneWhereTheRateIsZero() {
        Rates none = new Rates(0, 1, Duration.ZERO, Duration.ofMillis(1));
        Allowance free = new CallerLimits(none, none, nanoTime::get).of("cats", "pets");

        for (int i = 0; i < 100; i++) {
            free.takeRequest();
            free.chargeEncode(Duration.ofDays(1));
            free.requireEncodeTime();
        }
        assertThat(free.fewRequestsLeft()).isNull();
    }

    @Test
    void forgetWhoRestedLongEnoughToHaveEverythingAgain() {
        exhaust();

        pass(Duration.ofMinutes(11));

        assertThat(limits.of("cats", "pets")).isNotSameAs(cats);
    }

    private void exhaust() {
        take(40);
    }

    private void take(int requests) {
        for (int i = 0; i < requests; i++) {
            cats.takeRequest();
        }
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    private static ObjectAssert<RateLimitedException> refusal(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatThrownBy(call).asInstanceOf(InstanceOfAssertFactories.type(RateLimitedException.class));
    }
}
