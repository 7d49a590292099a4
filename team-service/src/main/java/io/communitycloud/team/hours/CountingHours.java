package io.communitycloud.team.hours;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.team.TeamSettings;
import io.communitycloud.team.team.TeamState;
import io.communitycloud.team.team.Teams;
import io.communitycloud.team.volunteer.Volunteer;
import io.communitycloud.team.volunteer.Volunteers;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Takes in what volunteers report and has it confirmed; confirmed hours keep their team awake. */
@Service
class CountingHours {

    private static final ZoneOffset CITY_TIME = ZoneOffset.ofHours(8);
    private static final Set<String> OFFICIALS = Set.of("social-worker", "committee-head");

    private final HoursLedger ledger;
    private final Volunteers volunteers;
    private final Teams teams;
    private final TeamSettings settings;
    private final Creations creations;
    private final Clock clock;

    CountingHours(
            HoursLedger ledger,
            Volunteers volunteers,
            Teams teams,
            TeamSettings settings,
            Creations creations,
            Clock clock) {
        this.ledger = ledger;
        this.volunteers = volunteers;
        this.teams = teams;
        this.settings = settings;
        this.creations = creations;
        this.clock = clock;
    }

    /** What a volunteer says she did. */
    record ReportHours(String volunteer, LocalDate on, int minutes, String task) {}

    /**
     * Takes in a report: a volunteer speaks for herself, an official for those of her area.
     *
     * @throws Refused 404 where the volunteer is not the caller's to speak for, 409 where she has withdrawn, 422 for a day
     *     to come
     */
    ServiceHours report(ReportHours wish, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        Volunteer volunteer = volunteers.require(wish.volunteer(), scope);
        if (!caller.hasAny(OFFICIALS) && !volunteer.residentId().equals(caller.residentId())) {
            throw Refused.notFound();
        }
        return creations.once(key, ledger::find, id -> {
            volunteer.requireActive();
            Instant now = clock.instant();
            if (wish.on().isAfter(LocalDate.ofInstant(now, CITY_TIME))) {
                throw new Refused(HoursRefusal.TO_COME);
            }
            List<String> visible = volunteer.scope().stream()
                    .filter(each -> !each.startsWith("skill:"))
                    .toList();
            ServiceHours reported = new ServiceHours(
                            id,
                            volunteer.area(),
                            visible,
                            now,
                            volunteer.id(),
                            volunteer.team(),
                            wish.on(),
                            wish.task(),
                            caller.subject(),
                            wish.minutes(),
                            HoursState.REPORTED)
                    .reported();
            ledger.save(reported);
            return reported;
        });
    }

    ServiceHours confirm(String id, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        return counted(ledger.act(id, scope, key, each -> each.confirm(caller.subject())));
    }

    ServiceHours dispute(String id, String why, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        return ledger.act(id, scope, key, each -> each.dispute(caller.subject(), why));
    }

    ServiceHours settle(String id, int minutes, @Nullable IdempotencyKey key, Scope scope) {
        return counted(ledger.act(id, scope, key, each -> each.settle(minutes)));
    }

    private ServiceHours counted(ServiceHours hours) {
        String team = hours.team();
        if (team != null) {
            Instant now = clock.instant();
            Instant end = hours.on().plusDays(1).atStartOfDay().toInstant(CITY_TIME);
            Instant when = end.isAfter(now) ? now : end;
            teams.find(team, Scope.everything())
                    .filter(found -> found.status() != TeamState.DISSOLVED)
                    .ifPresent(found ->
                            teams.act(found.id(), each -> each.didSomething(when, settings.untilDormant(), now)));
        }
        return hours;
    }
}
