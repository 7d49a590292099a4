package io.communitycloud.emergency.timeline;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Enters what households are told. */
@Listens("notice.notices.v1")
class NoticeListener {

    private final Telling telling;

    NoticeListener(Telling telling) {
        this.telling = telling;
    }

    @On({
        "communitycloud.notice.notice-published.v1",
        "communitycloud.notice.notice-refused.v1",
        "communitycloud.notice.notice-recalled.v1"
    })
    void happened(Told event, EventMeta meta) {
        telling.tell(event, meta);
    }
}
