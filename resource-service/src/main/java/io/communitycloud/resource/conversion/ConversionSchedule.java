package io.communitycloud.resource.conversion;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks every second at the conversions under way. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ConversionSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(ConversionSchedule.class);

    private final WatchingConversions watch;

    ConversionSchedule(WatchingConversions watch) {
        this.watch = watch;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        try {
            watch.look();
        } catch (RuntimeException storeAway) {
            LOG.warn("The conversions are looked at again in a moment: {}", storeAway.toString());
        }
    }
}
