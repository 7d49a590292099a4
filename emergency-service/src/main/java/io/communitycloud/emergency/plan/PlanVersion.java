package io.communitycloud.emergency.plan;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.plan.PlanEvent.PlanVersionApproved;
import io.communitycloud.emergency.plan.PlanEvent.PlanVersionAsIs;
import io.communitycloud.emergency.plan.PlanEvent.PlanVersionReturned;
import io.communitycloud.emergency.plan.PlanEvent.PlanVersionReviewed;
import io.communitycloud.emergency.plan.PlanEvent.PlanVersionSubmitted;
import io.communitycloud.emergency.plan.PlanEvent.PlanVersionWritten;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * What a plan says in one version. In force is the approved one with the highest number.
 *
 * <p>Its id is the plan's with its number, so of two that are written at the same moment the store refuses one.
 */
@AggregateRoot(collection = "plan_versions", topic = "emergency.plan-versions.v1")
public final class PlanVersion extends Aggregate {

    private final String plan;
    private final int number;
    private final String author;
    private Content content;
    private Status status;
    private @Nullable String reviewer;
    private @Nullable String approver;
    private @Nullable Instant approvedAt;
    private @Nullable String returnedBecause;
    private Set<String> readAgain = Set.of();

    @PersistenceCreator
    PlanVersion(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String plan,
            int number,
            String author,
            Content content,
            Status status) {
        super(id, area, scope, createdAt);
        this.plan = plan;
        this.number = number;
        this.author = author;
        this.content = content;
        this.status = status;
    }

    /** How far a version has come. */
    public enum Status {
        DRAFT,
        SUBMITTED,
        REVIEWED,
        APPROVED
    }

    static String idOf(String plan, int number) {
        return plan + "." + number;
    }

    /** Writes a version. */
    static PlanVersion write(Plan plan, int number, Content content, String author, Instant now) {
        requireDistinctSteps(content);
        PlanVersion version = new PlanVersion(
                idOf(plan.id(), number),
                plan.area(),
                plan.scope(),
                now,
                plan.id(),
                number,
                author,
                content,
                Status.DRAFT);
        version.register(new PlanVersionWritten(plan.id(), number, plan.area(), author));
        return version;
    }

    /** Writes a draft anew. */
    void rewrite(Content with, String by) {
        require(Status.DRAFT, Status.DRAFT);
        requireDistinctSteps(with);
        if (!with.equals(content)) {
            content = with;
            register(new PlanVersionWritten(plan, number, area(), by));
        }
    }

    /** Hands a draft in. */
    void submit(String by) {
        require(Status.DRAFT, Status.SUBMITTED);
        status = Status.SUBMITTED;
        returnedBecause = null;
        register(new PlanVersionSubmitted(plan, number, area(), by));
    }

    /**
     * Agrees as the first of two persons.
     *
     * @throws Refused where the author reviews her own work
     */
    void review(String by) {
        require(Status.SUBMITTED, Status.REVIEWED);
        requireAnother(by, author);
        status = Status.REVIEWED;
        reviewer = by;
        register(new PlanVersionReviewed(plan, number, area(), by));
    }

    /**
     * Agrees as the second person: from now on it is in force.
     *
     * @param before the version in force until now, null where there was none
     * @throws Refused where the same person agreed before, or wrote it
     */
    void approve(@Nullable PlanVersion before, String by, Instant now) {
        require(Status.REVIEWED, Status.APPROVED);
        requireAnother(by, author);
        requireAnother(by, reviewer);
        status = Status.APPROVED;
        approver = by;
        approvedAt = now;
        readAgain = differenceFrom(before).readAgain();
        register(new PlanVersionApproved(plan, number, area(), readAgain, by));
    }

    /** Gives it back to its author with a reason. */
    void giveBack(String because, String by) {
        if (status != Status.SUBMITTED && status != Status.REVIEWED) {
            throw new Refused(new PlanRefusal.VersionStateForbids(status, Status.DRAFT));
        }
        status = Status.DRAFT;
        reviewer = null;
        returnedBecause = because;
        register(new PlanVersionReturned(plan, number, area(), by));
    }

    Difference differenceFrom(@Nullable PlanVersion before) {
        return before == null ? Difference.ofAll(content) : Difference.between(before.content, content);
    }

    private void require(Status wanted, Status next) {
        if (status != wanted) {
            throw new Refused(new PlanRefusal.VersionStateForbids(status, next));
        }
    }

    private static void requireAnother(String by, @Nullable String person) {
        if (Objects.equals(by, person)) {
            throw new Refused(PlanRefusal.Plain.SAME_PERSON);
        }
    }

    private static void requireDistinctSteps(Content content) {
        List<PlanSteps.Step> steps = content.steps().all();
        if (steps.stream().map(PlanSteps.Step::step).distinct().count() < steps.size()) {
            throw new Refused(PlanRefusal.Plain.STEP_TWICE);
        }
    }

    public String plan() {
        return plan;
    }

    public int number() {
        return number;
    }

    public Content content() {
        return content;
    }

    Status status() {
        return status;
    }

    /** Whether it is, or once was, in force. */
    public boolean wasApproved() {
        return status == Status.APPROVED;
    }

    String author() {
        return author;
    }

    @Nullable
    String reviewer() {
        return reviewer;
    }

    @Nullable
    String approver() {
        return approver;
    }

    @Nullable
    Instant approvedAt() {
        return approvedAt;
    }

    @Nullable
    String returnedBecause() {
        return returnedBecause;
    }

    Set<String> readAgain() {
        return readAgain;
    }

    @Override
    public DomainEvent state() {
        return new PlanVersionAsIs(plan, number, area(), status);
    }
}
