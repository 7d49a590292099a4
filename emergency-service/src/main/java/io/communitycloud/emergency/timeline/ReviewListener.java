package io.communitycloud.emergency.timeline;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Enters what was learnt. */
@Listens("emergency.reviews.v1")
class ReviewListener {

    private final Telling telling;

    ReviewListener(Telling telling) {
        this.telling = telling;
    }

    @On({
        "communitycloud.emergency.review-written.v1",
        "communitycloud.emergency.lesson-adopted.v1",
        "communitycloud.emergency.lesson-declined.v1",
        "communitycloud.emergency.review-finished.v1"
    })
    void happened(Told event, EventMeta meta) {
        telling.tell(event, meta);
    }
}
