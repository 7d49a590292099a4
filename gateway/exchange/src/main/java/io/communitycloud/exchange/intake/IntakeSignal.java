package io.communitycloud.exchange.intake;

import io.communitycloud.common.events.OutboxSignal;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Wakes the worker when something was accepted. */
@Component
class IntakeSignal {

    private final OutboxSignal signal = new OutboxSignal();

    void raise() {
        signal.raise();
    }

    void await(Duration atMost) throws InterruptedException {
        signal.await(atMost);
    }
}
