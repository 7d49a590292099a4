package io.communitycloud.common.events;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay when something was saved, so that an event leaves within milliseconds and not at the next sweep. */
public final class OutboxSignal {

    private final Semaphore pending = new Semaphore(0);

    /** Says that there is something to publish. Never blocks. */
    public void raise() {
        pending.release();
    }

    /** Waits for a signal, at most as long as given; all signals raised so far count as one. */
    public void await(Duration atMost) throws InterruptedException {
        if (pending.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            pending.drainPermits();
        }
    }
}
