package io.communitycloud.notice.notice;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.Cause;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.Ids;
import io.communitycloud.common.web.Refused;
import io.communitycloud.notice.notice.NoticeEvent.NoticeCorrected;
import io.communitycloud.notice.notice.NoticeEvent.NoticeDrafted;
import io.communitycloud.notice.notice.NoticeEvent.NoticeExpired;
import io.communitycloud.notice.notice.NoticeEvent.NoticePublished;
import io.communitycloud.notice.notice.NoticeEvent.NoticeRecalled;
import io.communitycloud.notice.notice.NoticeEvent.NoticeRefused;
import io.communitycloud.notice.notice.NoticeEvent.NoticeRemoved;
import io.communitycloud.notice.notice.NoticeEvent.NoticeStateTold;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A notice (公告) to the households of an area, the area it belongs to.
 *
 * <p>Its audience is frozen at publication: the households that were there at that moment, written down batch by batch
 * afterwards. Its end stands beside its content, since a list by it has an index.
 */
@AggregateRoot(collection = "notices", topic = "notice.notices.v1")
public final class Notice extends Aggregate {

    private Content content;
    private NoticeState status;
    private Work work;
    private Instant expiresAt;
    private @Nullable Instant publishedAt;
    private @Nullable Instant endedAt;
    private @Nullable String recallReason;

    /** The activation of a plan and the step of it that it answers, null where a person wrote it. */
    private @Nullable String activation;

    private @Nullable String step;
    private @Nullable String refusal;
    private @Nullable String correlation;
    private boolean audienceComplete;
    private int batches;
    private long households;

    @PersistenceCreator
    Notice(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            Content content,
            NoticeState status,
            Work work,
            Instant expiresAt) {
        super(id, area, scope, createdAt);
        this.content = content;
        this.status = status;
        this.work = work;
        this.expiresAt = expiresAt;
    }

    /** Writes a notice to the households of an area. */
    static Notice draft(String id, String area, List<String> path, Content content, Instant now) {
        Notice notice = new Notice(id, area, path, now, content, NoticeState.DRAFT, Work.NONE, content.expiresAt());
        notice.registerDrafted();
        return notice;
    }

    /**
     * Answers a step of an activation: writes and publishes at once, in one save, so that no crash lies in between.
     *
     * @throws Refused where its time is over
     */
    static Notice answer(Occasion occasion, String area, List<String> path, Content content, Instant now) {
        Notice notice = occasioned(occasion, area, path, content, NoticeState.DRAFT, now);
        notice.registerDrafted();
        notice.publish(now);
        return notice;
    }

    /** Answers a step of an activation: says why it is not told. */
    static Notice refuse(Occasion occasion, String area, List<String> path, Content content, String code, Instant now) {
        Notice notice = occasioned(occasion, area, path, content, NoticeState.REFUSED, now);
        notice.refusal = code;
        notice.register(
                new NoticeRefused(notice.id(), occasion.cause(), occasion.step(), area, content.exercise(), code));
        return notice;
    }

    private static Notice occasioned(
            Occasion occasion, String area, List<String> path, Content content, NoticeState status, Instant now) {
        Notice notice =
                new Notice(occasion.noticeId(), area, path, now, content, status, Work.NONE, content.expiresAt());
        notice.activation = occasion.cause();
        notice.step = occasion.step();
        return notice;
    }

    private void registerDrafted() {
        register(new NoticeDrafted(
                id(), activation, step, area(), content.category(), content.channels(), content.exercise()));
    }

    /**
     * Puts a draft right. Saying what it says already changes nothing and is told to nobody.
     *
     * @throws Refused where it is no draft any more
     */
    void correct(Content corrected) {
        requireDraft();
        if (corrected.equals(content)) {
            return;
        }
        content = corrected;
        expiresAt = corrected.expiresAt();
        register(new NoticeCorrected(id(), area(), corrected.category(), corrected.channels(), corrected.exercise()));
    }

    /**
     * Takes a draft away; it stays in the store, out of everybody's scope.
     *
     * @throws Refused where it is no draft any more
     */
    void remove() {
        requireDraft();
        status = NoticeState.REMOVED;
        register(new NoticeRemoved(id(), area()));
        relocate(area(), List.of("removed:" + area()));
    }

    /**
     * Accepts the notice for the households that are there now; from then on the background works.
     *
     * @throws Refused where it is no draft any more or its time is over
     */
    void publish(Instant now) {
        requireDraft();
        if (!now.isBefore(expiresAt)) {
            throw new Refused(NoticeRefusal.VALIDITY_OVER);
        }
        Cause cause = Cause.current();
        status = NoticeState.PUBLISHED;
        work = Work.FAN_OUT;
        publishedAt = now;
        correlation = cause == null ? Ids.next() : cause.correlationId();
        register(new NoticePublished(
                id(),
                activation,
                step,
                area(),
                content.category(),
                content.channels(),
                content.exercise(),
                now,
                content.validFrom(),
                expiresAt));
    }

    /**
     * Takes a published notice back: what was not sent yet never will be.
     *
     * @throws Refused where it is not published
     */
    void recall(String reason, Instant now) {
        if (status != NoticeState.PUBLISHED) {
            throw new Refused(NoticeRefusal.notPublished(status));
        }
        end(NoticeState.RECALLED, now);
        recallReason = reason;
        register(new NoticeRecalled(id(), activation, step, area(), content.exercise()));
    }

    /** Ends a published notice whose time is over; any other is left as it is. */
    void expire(Instant now) {
        if (status == NoticeState.PUBLISHED && !now.isBefore(expiresAt)) {
            end(NoticeState.EXPIRED, now);
            register(new NoticeExpired(id(), activation, step, area(), content.exercise()));
        }
    }

    /** Says that the audience is written down, as far as the notice lived. */
    public void fannedOut(int inBatches, long toHouseholds) {
        audienceComplete = true;
        batches = inBatches;
        households = toHouseholds;
        work = status == NoticeState.PUBLISHED ? Work.NONE : Work.SETTLE;
    }

    /** Says that nothing of an ended notice waits any more. */
    public void settled() {
        work = Work.NONE;
    }

    private void end(NoticeState how, Instant now) {
        status = how;
        endedAt = now;
        if (work == Work.NONE) {
            work = Work.SETTLE;
        }
    }

    private void requireDraft() {
        if (status != NoticeState.DRAFT) {
            throw new Refused(NoticeRefusal.notADraft(status));
        }
    }

    public Content content() {
        return content;
    }

    public NoticeState status() {
        return status;
    }

    public Work work() {
        return work;
    }

    /** When it was accepted; the moment at which its audience is frozen. */
    public Instant publishedAt() {
        if (publishedAt == null) {
            throw new IllegalStateException("notice " + id() + " was never published");
        }
        return publishedAt;
    }

    public boolean wasPublished() {
        return publishedAt != null;
    }

    /** What every event that follows from the publication is told under. */
    public Cause cause() {
        return new Cause(correlation == null ? id() : correlation, null);
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    @Nullable
    String recallReason() {
        return recallReason;
    }

    /** The activation of a plan that asked for it, null where a person wrote it. */
    public @Nullable String activation() {
        return activation;
    }

    /** The step of the activation that it answers. */
    public @Nullable String step() {
        return step;
    }

    /** Why it was refused, null where it was not. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Whether all batches are written down. */
    public boolean audienceComplete() {
        return audienceComplete;
    }

    public int batches() {
        return batches;
    }

    public long households() {
        return households;
    }

    @Override
    public DomainEvent state() {
        return new NoticeStateTold(
                id(),
                activation,
                step,
                area(),
                content.category(),
                content.channels(),
                content.exercise(),
                status,
                publishedAt,
                content.validFrom(),
                expiresAt);
    }
}
