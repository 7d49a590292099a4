package io.communitycloud.resource.stock;

import io.communitycloud.common.identity.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Finishes the reservations and releases that a crash has left half done. */
@Component
class WatchingReservations {

    private static final Logger LOG = LoggerFactory.getLogger(WatchingReservations.class);

    /** Longer than anybody who still lives takes; who lives all the same is overtaken and gives up what it holds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Reservations reservations;
    private final ReservingStock reserving;
    private final Scope city;
    private final Clock clock;

    WatchingReservations(
            Reservations reservations,
            ReservingStock reserving,
            @Value("${cloud.city:310000000000}") String city,
            Clock clock) {
        this.reservations = reservations;
        this.reserving = reserving;
        this.city = Scope.area(city);
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void watch() {
        try {
            look();
        } catch (RuntimeException storeAway) {
            LOG.warn("The reservations are looked at again in a moment: {}", storeAway.toString());
        }
    }

    /** Looks once. */
    void look() {
        Instant dead = clock.instant().minus(PATIENCE);
        takeUp(Reservation.State.PENDING, dead);
        takeUp(Reservation.State.RELEASING, dead);
    }

    private void takeUp(Reservation.State state, Instant dead) {
        for (Reservation each : reservations.longestUntouched(state, city)) {
            if (!each.updatedAt().isBefore(dead)) {
                return;
            }
            Reservation ended = reserving.resume(each);
            LOG.info("Reservation {} was left {} and is {} now", each.id(), state, ended.progress());
        }
    }
}
