package io.communitycloud.emergency.timeline;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Enters how goods are set aside. */
@Listens("resource.stock-reservations.v1")
class ReservationListener {

    private final Telling telling;

    ReservationListener(Telling telling) {
        this.telling = telling;
    }

    @On({
        "communitycloud.resource.stock-reserved.v1",
        "communitycloud.resource.stock-reservation-refused.v1",
        "communitycloud.resource.stock-released.v1"
    })
    void happened(Told event, EventMeta meta) {
        telling.tell(event, meta);
    }
}
