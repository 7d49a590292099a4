package io.communitycloud.resource.conversion;

import io.communitycloud.common.identity.Scope;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Tells of steps that are not done in time, and finishes what a crash has left half done. */
@Service
class WatchingConversions {

    private final Conversions conversions;
    private final ConvertingFacilities converting;
    private final Scope city;
    private final Clock clock;

    WatchingConversions(
            Conversions conversions,
            ConvertingFacilities converting,
            @Value("${cloud.city:310000000000}") String city,
            Clock clock) {
        this.conversions = conversions;
        this.converting = converting;
        this.city = Scope.area(city);
        this.clock = clock;
    }

    /** Looks once; what several instances see at the same time is told once, since the write decides. */
    void look() {
        conversions.toApply(city).forEach(converting::apply);
        Instant now = clock.instant();
        for (Conversion conversion : conversions.nextDue(city)) {
            if (!conversion.nextDeadline().isBefore(now)) {
                return;
            }
            conversions.act(conversion.id(), city, each -> each.tellOverdue(now));
        }
    }
}
