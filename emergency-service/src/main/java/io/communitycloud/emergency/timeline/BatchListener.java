package io.communitycloud.emergency.timeline;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Enters how notices reach households, batch by batch. */
@Listens("notice.batches.v1")
class BatchListener {

    private final Telling telling;

    BatchListener(Telling telling) {
        this.telling = telling;
    }

    @On({"communitycloud.notice.batch-accepted.v1", "communitycloud.notice.batch-delivered.v1"})
    void happened(Told event, EventMeta meta) {
        telling.tell(event, meta);
    }
}
