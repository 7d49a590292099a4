package io.communitycloud.team.team;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks every few minutes for teams that fell silent; what two instances see at once is told once, by the write. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnBooleanProperty(name = "team.background", matchIfMissing = true)
class TeamSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(TeamSchedule.class);

    private final TurningDormant turning;
    private final Clock clock;

    TeamSchedule(TurningDormant turning, Clock clock) {
        this.turning = turning;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void look() {
        try {
            int asleep = turning.look(clock.instant());
            if (asleep > 0) {
                LOG.info("{} teams turned dormant", asleep);
            }
        } catch (RuntimeException storeAway) {
            LOG.warn("Silent teams are looked for again later: {}", storeAway.toString());
        }
    }
}
