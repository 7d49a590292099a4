package io.communitycloud.edge.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The breaker of one way to a service, which forgets.
 *
 * <p>A breaker looks back on a number of calls, so that one that hangs is noticed after the same number of waits
 * whoever waits. On a way that few take, these calls reach back to yesterday, and what failed while the service was
 * started would open the breaker when all is well. So trouble that had no follower for a while is forgotten.
 */
final class Lane {

    private static final long NONE = Long.MIN_VALUE;

    private final CircuitBreaker breaker;
    private final long memory;
    private final long slow;
    private final LongSupplier nanos;
    private final AtomicLong lastTrouble = new AtomicLong(NONE);

    Lane(CircuitBreaker breaker, Duration memory, LongSupplier nanos) {
        this.breaker = breaker;
        this.memory = memory.toNanos();
        this.slow =
                breaker.getCircuitBreakerConfig().getSlowCallDurationThreshold().toNanos();
        this.nanos = nanos;
    }

    /** Whether a call may be made; if so, exactly one of the other methods must follow it. */
    boolean lets() {
        long last = lastTrouble.get();
        if (last != NONE
                && nanos.getAsLong() - last > memory
                && breaker.getState() == CircuitBreaker.State.CLOSED
                && lastTrouble.compareAndSet(last, NONE)) {
            breaker.reset();
        }
        return breaker.tryAcquirePermission();
    }

    void answered(long tookNanos) {
        if (tookNanos > slow) {
            lastTrouble.set(nanos.getAsLong());
        }
        breaker.onSuccess(tookNanos, TimeUnit.NANOSECONDS);
    }

    void failed(long tookNanos, Throwable failure) {
        lastTrouble.set(nanos.getAsLong());
        breaker.onError(tookNanos, TimeUnit.NANOSECONDS, failure);
    }

    /** The call ended for a reason that says nothing of the service. */
    void cannotTell() {
        breaker.releasePermission();
    }

    CircuitBreaker.State state() {
        return breaker.getState();
    }
}
