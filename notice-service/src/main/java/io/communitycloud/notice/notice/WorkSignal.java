package io.communitycloud.notice.notice;

import io.communitycloud.common.events.OutboxSignal;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Wakes the background when a notice was published or recalled, so that its first batch leaves within moments. */
@Component
public class WorkSignal {

    private final OutboxSignal signal = new OutboxSignal();

    /** Says that there is something to do. Never blocks. */
    public void raise() {
        signal.raise();
    }

    /** Waits until there is something to do, at most as long as given. */
    public void await(Duration atMost) throws InterruptedException {
        signal.await(atMost);
    }
}
