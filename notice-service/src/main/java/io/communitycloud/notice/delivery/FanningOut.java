package io.communitycloud.notice.delivery;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.notice.category.Channel;
import io.communitycloud.notice.household.Household;
import io.communitycloud.notice.household.Households;
import io.communitycloud.notice.notice.Notice;
import io.communitycloud.notice.notice.NoticeState;
import io.communitycloud.notice.notice.Notices;
import io.communitycloud.notice.notice.Work;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Writes down whom a published notice goes to, batch by batch, and creates their deliveries.
 *
 * <p>The audience is the households that were there when the notice was published, in the order of their ids. A batch
 * freezes its part of the list before it creates anything, so that whoever goes on after a crash creates the same.
 */
@Service
class FanningOut {

    static final int HOUSEHOLDS_PER_BATCH = 500;
    private static final int NOTICES_AT_ONCE = 20;

    private final Notices notices;
    private final Households households;
    private final Batches batches;
    private final Deliveries deliveries;
    private final Recounts recounts;
    private final Clock clock;

    FanningOut(
            Notices notices,
            Households households,
            Batches batches,
            Deliveries deliveries,
            Recounts recounts,
            Clock clock) {
        this.notices = notices;
        this.households = households;
        this.batches = batches;
        this.deliveries = deliveries;
        this.recounts = recounts;
        this.clock = clock;
    }

    /** Takes each notice that is being fanned out one batch further; false where there is none. */
    boolean advance() {
        List<Notice> running = notices.withWork(Work.FAN_OUT, NOTICES_AT_ONCE);
        running.forEach(notice -> notice.cause().run(() -> advance(notice)));
        return !running.isEmpty();
    }

    private void advance(Notice notice) {
        Optional<Batch> last = batches.last(notice.id());
        if (last.isPresent() && last.get().stage() == Batch.Stage.PLANNED) {
            createDeliveries(notice, last.get());
            return;
        }
        int number = last.map(Batch::number).orElse(0) + 1;
        List<Addressee> next = nextOf(notice, last.map(Batch::lastHousehold).orElse(""));
        if (next.isEmpty()) {
            long reached = last.map(batch -> (long) HOUSEHOLDS_PER_BATCH * (number - 2) + batch.households())
                    .orElse(0L);
            notices.act(notice.id(), found -> found.fannedOut(number - 1, reached));
            return;
        }
        createDeliveries(notice, batches.keep(Batch.plan(notice, number, next, clock.instant())));
    }

    /** Nobody any more where the notice ended meanwhile. */
    private List<Addressee> nextOf(Notice notice, String after) {
        if (notice.status() != NoticeState.PUBLISHED) {
            return List.of();
        }
        List<Household> found = households.thereAt(
                notice.publishedAt(), Scope.area(notice.area()), after.isEmpty() ? null : after, HOUSEHOLDS_PER_BATCH);
        return found.stream().map(Addressee::of).toList();
    }

    private void createDeliveries(Notice notice, Batch batch) {
        Instant now = clock.instant();
        Instant validFrom = notice.content().validFrom();
        Instant due = validFrom.isAfter(now) ? validFrom : now;
        List<Delivery> queued = new ArrayList<>();
        for (Addressee addressee : batch.addressees()) {
            for (Channel channel : notice.content().channels()) {
                queued.add(Delivery.queue(batch, addressee, channel, due, now));
            }
        }
        deliveries.create(queued);
        // Some may have been sent already by an attempt that was interrupted here.
        recounts.mark(List.of(batch.id()));
        batches.act(batch.id(), found -> {
            if (found.stage() == Batch.Stage.PLANNED) {
                found.accept(queued.size());
            }
        });
    }
}
