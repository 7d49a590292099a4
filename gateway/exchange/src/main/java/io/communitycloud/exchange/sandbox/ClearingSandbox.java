package io.communitycloud.exchange.sandbox;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Clears the sandbox of what is older than a week. */
@Service
class ClearingSandbox {

    private static final Logger LOG = LoggerFactory.getLogger(ClearingSandbox.class);
    private static final Duration KEPT = Duration.ofDays(7);

    private final SandboxRecords records;
    private final Clock clock;

    ClearingSandbox(SandboxRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void clear() {
        try {
            records.forgetBefore(clock.instant().minus(KEPT));
        } catch (RuntimeException away) {
            LOG.debug("The sandbox is cleared in a moment", away);
        }
    }
}
