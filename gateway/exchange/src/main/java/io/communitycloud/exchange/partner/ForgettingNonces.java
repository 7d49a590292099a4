package io.communitycloud.exchange.partner;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Forgets nonces whose signatures are too old by themselves. */
@Service
class ForgettingNonces {

    private static final Logger LOG = LoggerFactory.getLogger(ForgettingNonces.class);

    private final TakenNonces nonces;
    private final Clock clock;

    ForgettingNonces(TakenNonces nonces, Clock clock) {
        this.nonces = nonces;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void forget() {
        try {
            nonces.forgetEnded(clock.instant());
        } catch (RuntimeException away) {
            LOG.debug("Old nonces are forgotten in a moment", away);
        }
    }
}
