package io.communitycloud.team.activity;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.team.Team;
import io.communitycloud.team.team.TeamRefusal;
import io.communitycloud.team.team.TeamSettings;
import io.communitycloud.team.team.Teams;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Enters what a team did and keeps the team awake by it. */
@Service
class RecordingActivities {

    /** Days in the city's time. */
    private static final ZoneOffset CITY_TIME = ZoneOffset.ofHours(8);

    private final Activities activities;
    private final Teams teams;
    private final TeamSettings settings;
    private final Creations creations;
    private final Clock clock;

    RecordingActivities(Activities activities, Teams teams, TeamSettings settings, Creations creations, Clock clock) {
        this.activities = activities;
        this.teams = teams;
        this.settings = settings;
        this.creations = creations;
        this.clock = clock;
    }

    /** What was done, on which day, by how many. */
    record RecordActivity(
            ActivityKind kind,
            LocalDate on,
            int participants,
            @Nullable String note) {}

    /**
     * Enters it. The team is woken first: where a crash comes between, the repetition under the same key enters it still.
     *
     * @throws Refused 404 where there is no such team in the scope, 409 where it is dissolved, 422 for a day to come
     */
    Activity record(String teamId, RecordActivity done, @Nullable IdempotencyKey key, Scope scope) {
        Team team = teams.require(teamId, scope);
        return creations.once(key, activities::find, id -> {
            Instant now = clock.instant();
            LocalDate today = LocalDate.ofInstant(now, CITY_TIME);
            if (done.on().isAfter(today)) {
                throw new Refused(TeamRefusal.ACTIVITY_TO_COME);
            }
            Instant when = done.on().equals(today)
                    ? now
                    : done.on().plusDays(1).atStartOfDay().toInstant(CITY_TIME);
            teams.act(teamId, each -> each.didSomething(when, settings.untilDormant(), now));
            Activity activity = new Activity(
                            id,
                            team.area(),
                            team.scope(),
                            now,
                            teamId,
                            done.kind(),
                            done.on(),
                            done.participants(),
                            done.note())
                    .told();
            activities.save(activity);
            return activity;
        });
    }
}
