package io.communitycloud.notice.delivery;

import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.notice.notice.Notice;
import io.communitycloud.notice.notice.Notices;
import io.communitycloud.notice.notice.Work;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Service;

/** Suppresses what still waits of notices that were recalled or expired. */
@Service
class Settling {

    private final Notices notices;
    private final Batches batches;
    private final Deliveries deliveries;
    private final Recounts recounts;

    Settling(Notices notices, Batches batches, Deliveries deliveries, Recounts recounts) {
        this.notices = notices;
        this.batches = batches;
        this.deliveries = deliveries;
        this.recounts = recounts;
    }

    /** Settles one ended notice; false where there is none. Doing it twice is doing it once. */
    boolean settleOne() {
        List<Notice> ended = notices.withWork(Work.SETTLE, 1);
        ended.forEach(notice -> notice.cause().run(() -> settle(notice)));
        return !ended.isEmpty();
    }

    private void settle(Notice notice) {
        String reason = reasonOf(notice);
        PageRequest request = PageRequest.first(PageRequest.MAXIMUM_LIMIT);
        while (true) {
            Page<Batch> page = batches.ofNotice(notice.id(), request);
            for (Batch batch : page.items()) {
                if (!batch.tally().atRest()) {
                    recounts.mark(List.of(batch.id()));
                    deliveries.suppressQueued(batch.id(), reason);
                }
            }
            String next = page.next();
            if (next == null) {
                break;
            }
            request = new PageRequest(PageRequest.MAXIMUM_LIMIT, Cursor.decode(next));
        }
        notices.act(notice.id(), Notice::settled);
    }

    /** Why a message of an ended notice was not sent. */
    static String reasonOf(Notice notice) {
        return notice.status().name().toLowerCase(Locale.ROOT);
    }
}
