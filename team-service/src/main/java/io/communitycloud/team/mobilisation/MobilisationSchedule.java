package io.communitycloud.team.mobilisation;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks every second for mobilisations that are due. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnBooleanProperty(name = "team.background", matchIfMissing = true)
class MobilisationSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(MobilisationSchedule.class);

    private final MobilisingTeams mobilising;
    private final Clock clock;

    MobilisationSchedule(MobilisingTeams mobilising, Clock clock) {
        this.mobilising = mobilising;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        try {
            mobilising.look(clock.instant());
        } catch (RuntimeException storeAway) {
            LOG.warn("Mobilisations are looked at again in a moment: {}", storeAway.toString());
        }
    }
}
