package io.communitycloud.exchange.webhook;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Forgets deliveries ninety days after their end; until then they can be sent again. */
@Service
class ForgettingDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(ForgettingDeliveries.class);
    private static final Duration KEPT = Duration.ofDays(90);

    private final Deliveries deliveries;
    private final Clock clock;

    ForgettingDeliveries(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
    void forget() {
        try {
            deliveries.forgetBefore(clock.instant().minus(KEPT));
        } catch (RuntimeException away) {
            LOG.debug("Old deliveries are forgotten in a while", away);
        }
    }
}
