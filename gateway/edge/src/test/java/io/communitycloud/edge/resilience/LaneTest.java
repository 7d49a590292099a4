package io.communitycloud.edge.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final Duration MEMORY = Duration.ofSeconds(30);
    private static final long SOON = Duration.ofMillis(5).toNanos();
    private static final long SLOW = Duration.ofSeconds(2).toNanos();

    private final AtomicLong now = new AtomicLong(-1);

    private final Lane lane = new Lane(
            CircuitBreaker.of(
                    "lane",
                    CircuitBreakerConfig.custom()
                            .slidingWindowSize(20)
                            .minimumNumberOfCalls(10)
                            .failureRateThreshold(50)
                            .slowCallDurationThreshold(Duration.ofSeconds(1))
                            .slowCallRateThreshold(50)
                            .build()),
            MEMORY,
            now::get);

    @Test
    void opensWhereHalfOfTheLastCallsFailed() {
        fail(5);
        answer(5, SOON);

        assertThat(lane.lets()).isFalse();
    }

    @Test
    void forgetsWhatFailedLongAgoThoughFewCalledSince() {
        fail(9);
        now.addAndGet(MEMORY.toNanos() + 1);
        answer(11, SOON);

        assertThat(lane.lets()).isTrue();
    }

    @Test
    void forgetsWhatWasSlowLongAgo() {
        answer(9, SLOW);
        now.addAndGet(MEMORY.toNanos() + 1);
        answer(2, SOON);

        assertThat(lane.lets()).isTrue();
    }

    @Test
    void remembersTroubleThatGoesOn() {
        for (int i = 0; i < 10; i++) {
            fail(1);
            now.addAndGet(MEMORY.toNanos());
        }

        assertThat(lane.lets()).isFalse();
    }

    @Test
    void doesNotForgetThatItIsOpen() {
        fail(10);
        now.addAndGet(MEMORY.toNanos() + 1);

        assertThat(lane.lets()).isFalse();
    }

    private void fail(int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(lane.lets()).isTrue();
            lane.failed(SOON, new IOException("no answer"));
        }
    }

    private void answer(int calls, long nanos) {
        for (int i = 0; i < calls; i++) {
            assertThat(lane.lets()).isTrue();
            lane.answered(nanos);
        }
    }
}
