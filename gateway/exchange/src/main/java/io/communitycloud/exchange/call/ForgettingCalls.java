package io.communitycloud.exchange.call;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Forgets calls after 180 days: six months are what the Cybersecurity Law (Article 21) asks for. */
@Service
class ForgettingCalls {

    static final Duration KEPT = Duration.ofDays(180);

    private static final Logger LOG = LoggerFactory.getLogger(ForgettingCalls.class);

    private final CallRecords records;
    private final Clock clock;

    ForgettingCalls(CallRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Forgets a part; the rest with the next. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void forget() {
        try {
            int forgotten = records.forgetBefore(clock.instant().minus(KEPT));
            if (forgotten > 0) {
                LOG.info("{} call records are older than {} days and forgotten", forgotten, KEPT.toDays());
            }
        } catch (RuntimeException away) {
            LOG.debug("Old call records are forgotten in a moment", away);
        }
    }
}
