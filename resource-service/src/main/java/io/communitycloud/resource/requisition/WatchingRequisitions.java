package io.communitycloud.resource.requisition;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.resource.requisition.Requisition.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Goes on with the requisitions that a crash has left in the middle of a step. */
@Component
class WatchingRequisitions {

    private static final Logger LOG = LoggerFactory.getLogger(WatchingRequisitions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final List<State> AT_WORK =
            List.of(State.RESERVING, State.SHIPPING, State.RECEIVING, State.SETTLING, State.CANCELLING);

    private final Requisitions requisitions;
    private final FulfillingRequisitions fulfilling;
    private final Scope city;
    private final Clock clock;

    WatchingRequisitions(
            Requisitions requisitions,
            FulfillingRequisitions fulfilling,
            @Value("${cloud.city:310000000000}") String city,
            Clock clock) {
        this.requisitions = requisitions;
        this.fulfilling = fulfilling;
        this.city = Scope.area(city);
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void watch() {
        try {
            look();
        } catch (RuntimeException storeAway) {
            LOG.warn("The requisitions are looked at again in a moment: {}", storeAway.toString());
        }
    }

    /** Looks once. */
    void look() {
        Instant dead = clock.instant().minus(PATIENCE);
        for (State state : AT_WORK) {
            requisitions.longestUntouched(state, city).stream()
                    .takeWhile(each -> each.updatedAt().isBefore(dead))
                    .forEach(each -> goOn(each, state));
        }
    }

    private void goOn(Requisition found, State state) {
        try {
            LOG.info(
                    "Requisition {} was left {} and is {} now",
                    found.id(),
                    state,
                    fulfilling.go(found).progress());
        } catch (RuntimeException notNow) {
            LOG.warn("Requisition {} stays {} for now: {}", found.id(), state, notNow.toString());
        }
    }
}
