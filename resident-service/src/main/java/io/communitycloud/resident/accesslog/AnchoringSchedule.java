package io.communitycloud.resident.accesslog;

import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks every hour for days to seal: a service that was down at midnight does it when it is back. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AnchoringSchedule {

    private final AnchoringAccess anchoring;

    AnchoringSchedule(AnchoringAccess anchoring) {
        this.anchoring = anchoring;
    }

    @Scheduled(initialDelay = 2, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void anchor() {
        anchoring.anchorPastDays();
    }
}
