package io.communitycloud.team.activity;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/** Something a team did on a day. It is entered once and stays as it is. */
@AggregateRoot(collection = "activities", topic = "team.activities.v1")
public final class Activity extends Aggregate {

    private final String team;
    private final ActivityKind kind;
    private final LocalDate on;
    private final int participants;
    private final @Nullable String note;

    @PersistenceCreator
    Activity(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String team,
            ActivityKind kind,
            LocalDate on,
            int participants,
            @Nullable String note) {
        super(id, area, scope, createdAt);
        this.team = team;
        this.kind = kind;
        this.on = on;
        this.participants = participants;
        this.note = note;
    }

    /** Tells of it once it is saved. */
    Activity told() {
        register(new ActivityRecorded(id(), team, area(), kind, on, participants));
        return this;
    }

    String team() {
        return team;
    }

    ActivityKind kind() {
        return kind;
    }

    LocalDate on() {
        return on;
    }

    int participants() {
        return participants;
    }

    @Nullable
    String note() {
        return note;
    }

    @Override
    public DomainEvent state() {
        return new ActivityStateTold(id(), team, area(), kind, on, participants);
    }

    /** A team did something. */
    @EventType("communitycloud.team.activity-recorded.v1")
    record ActivityRecorded(
            String activityId, String teamId, String area, ActivityKind kind, LocalDate on, int participants)
            implements DomainEvent {}

    /** An activity as it is, for projections that begin anew. */
    @EventType("communitycloud.team.activity-state.v1")
    record ActivityStateTold(
            String activityId, String teamId, String area, ActivityKind kind, LocalDate on, int participants)
            implements DomainEvent {}
}
