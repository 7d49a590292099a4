package io.communitycloud.exchange.isolation;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps retries to a tenth of the calls, so that a system in trouble is not given more to do than one in health.
 *
 * <p>Every call pays a tenth in, every retry takes a whole out; a few are always there to begin with.
 */
final class RetryBudget {

    private static final int OF_A_CALL = 1;
    private static final int OF_A_RETRY = 10;
    private static final int MOST = 20 * OF_A_RETRY;
    private static final int TO_BEGIN_WITH = 3 * OF_A_RETRY;

    private final AtomicInteger tenths = new AtomicInteger(TO_BEGIN_WITH);

    void called() {
        tenths.accumulateAndGet(OF_A_CALL, (now, more) -> Math.min(MOST, now + more));
    }

    boolean mayRetry() {
        return tenths.getAndUpdate(now -> now >= OF_A_RETRY ? now - OF_A_RETRY : now) >= OF_A_RETRY;
    }
}
