package io.communitycloud.team.hours;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.common.web.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/** What a volunteer says she worked on a day, and what others say to it; minutes count once they are confirmed. */
@AggregateRoot(collection = "service_hours", topic = "team.service-hours.v1")
public final class ServiceHours extends Aggregate {

    private final String volunteer;
    private final @Nullable String team;
    private final LocalDate on;
    private final String task;
    private final String reporter;
    private int minutes;
    private HoursState status;
    private @Nullable String dispute;

    @PersistenceCreator
    ServiceHours(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String volunteer,
            @Nullable String team,
            LocalDate on,
            String task,
            String reporter,
            int minutes,
            HoursState status) {
        super(id, area, scope, createdAt);
        this.volunteer = volunteer;
        this.team = team;
        this.on = on;
        this.task = task;
        this.reporter = reporter;
        this.minutes = minutes;
        this.status = status;
    }

    /** Tells of the report once it is saved. */
    ServiceHours reported() {
        register(new HoursReported(id(), volunteer, team, area(), on, minutes));
        return this;
    }

    /**
     * Confirms them.
     *
     * @param by the subject of who says so
     * @throws Refused where she reported them herself, or they are disputed; confirming again changes nothing
     */
    void confirm(String by) {
        if (status == HoursState.CONFIRMED) {
            return;
        }
        requireReportedByAnother(by);
        confirmed();
    }

    /**
     * Says that they were not so.
     *
     * @throws Refused where she reported them herself, or they are no longer open
     */
    void dispute(String by, String why) {
        requireReportedByAnother(by);
        status = HoursState.DISPUTED;
        dispute = why;
        register(new HoursDisputed(id(), volunteer, team, area(), on, minutes));
    }

    /**
     * Ends a dispute by what they were.
     *
     * @throws Refused where there is none
     */
    void settle(int settled) {
        if (status != HoursState.DISPUTED) {
            throw new Refused(HoursRefusal.NOT_DISPUTED);
        }
        minutes = settled;
        confirmed();
    }

    private void confirmed() {
        status = HoursState.CONFIRMED;
        register(new HoursConfirmed(id(), volunteer, team, area(), on, minutes));
    }

    private void requireReportedByAnother(String by) {
        if (status != HoursState.REPORTED) {
            throw new Refused(HoursRefusal.NOT_OPEN);
        }
        if (reporter.equals(by)) {
            throw new Refused(HoursRefusal.OWN_REPORT);
        }
    }

    String volunteer() {
        return volunteer;
    }

    @Nullable
    String team() {
        return team;
    }

    LocalDate on() {
        return on;
    }

    String task() {
        return task;
    }

    int minutes() {
        return minutes;
    }

    HoursState status() {
        return status;
    }

    @Nullable
    String dispute() {
        return dispute;
    }

    @Override
    public DomainEvent state() {
        return new HoursStateTold(id(), volunteer, team, area(), on, minutes, status);
    }

    /** A volunteer says that she worked. */
    @EventType("communitycloud.team.service-hours-reported.v1")
    record HoursReported(
            String hoursId, String volunteerId, @Nullable String teamId, String area, LocalDate on, int minutes)
            implements DomainEvent {}

    /** Her hours are confirmed, or a dispute about them is settled. */
    @EventType("communitycloud.team.service-hours-confirmed.v1")
    record HoursConfirmed(
            String hoursId, String volunteerId, @Nullable String teamId, String area, LocalDate on, int minutes)
            implements DomainEvent {}

    /** Her hours are disputed. */
    @EventType("communitycloud.team.service-hours-disputed.v1")
    record HoursDisputed(
            String hoursId, String volunteerId, @Nullable String teamId, String area, LocalDate on, int minutes)
            implements DomainEvent {}

    /** Service hours as they are, for projections that begin anew. */
    @EventType("communitycloud.team.service-hours-state.v1")
    record HoursStateTold(
            String hoursId,
            String volunteerId,
            @Nullable String teamId,
            String area,
            LocalDate on,
            int minutes,
            HoursState state)
            implements DomainEvent {}
}
