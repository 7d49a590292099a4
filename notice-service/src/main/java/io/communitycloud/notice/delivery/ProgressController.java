package io.communitycloud.notice.delivery;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.notice.notice.Notice;
import io.communitycloud.notice.notice.NoticeState;
import io.communitycloud.notice.notice.Notices;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far a notice has come, over HTTP. */
@RestController
@RequestMapping("/api/v1/notices/{id}")
class ProgressController {

    private final Notices notices;
    private final Batches batches;

    ProgressController(Notices notices, Batches batches) {
        this.notices = notices;
        this.batches = batches;
    }

    /** The sum over all batches so far: what was accepted is always the sum of the states. */
    @GetMapping("/progress")
    NoticeProgress readNoticeProgress(@PathVariable String id, Scope scope) {
        Notice notice = notices.require(id, scope);
        long households = 0;
        long accepted = 0;
        int count = 0;
        Tally tally = Tally.NONE;
        PageRequest request = PageRequest.first(PageRequest.MAXIMUM_LIMIT);
        while (true) {
            Page<Batch> page = batches.ofNotice(id, request);
            for (Batch batch : page.items()) {
                if (batch.stage() != Batch.Stage.PLANNED) {
                    count++;
                    households += batch.households();
                    accepted += batch.accepted();
                    tally = tally.plus(batch.tally());
                }
            }
            String next = page.next();
            if (next == null) {
                break;
            }
            request = new PageRequest(PageRequest.MAXIMUM_LIMIT, Cursor.decode(next));
        }
        return new NoticeProgress(
                id,
                notice.status(),
                notice.audienceComplete(),
                notice.audienceComplete() && tally.atRest(),
                count,
                households,
                accepted,
                tally.queued(),
                tally.sent(),
                tally.delivered(),
                tally.read(),
                tally.failed(),
                tally.suppressed());
    }

    /** A notice's batches with their counts, in order. */
    @GetMapping("/batches")
    Page<BatchView> listNoticeBatches(@PathVariable String id, PageRequest page, Scope scope) {
        Notice notice = notices.require(id, scope);
        return batches.ofNotice(notice.id(), page).map(BatchView::of);
    }

    /**
     * How far a notice has come.
     *
     * @param audienceComplete whether every household that it is for has its deliveries
     * @param atRest whether nothing will happen by itself any more
     */
    record NoticeProgress(
            String noticeId,
            NoticeState state,
            boolean audienceComplete,
            boolean atRest,
            int batches,
            long households,
            long accepted,
            long queued,
            long sent,
            long delivered,
            long read,
            long failed,
            long suppressed) {}

    /** A batch as it is shown. */
    record BatchView(
            String id,
            int number,
            Batch.Stage stage,
            int households,
            long accepted,
            long queued,
            long sent,
            long delivered,
            long read,
            long failed,
            long suppressed,
            Instant updatedAt) {

        static BatchView of(Batch batch) {
            Tally tally = batch.tally();
            return new BatchView(
                    batch.id(),
                    batch.number(),
                    batch.stage(),
                    batch.households(),
                    batch.accepted(),
                    tally.queued(),
                    tally.sent(),
                    tally.delivered(),
                    tally.read(),
                    tally.failed(),
                    tally.suppressed(),
                    batch.updatedAt());
        }
    }
}
