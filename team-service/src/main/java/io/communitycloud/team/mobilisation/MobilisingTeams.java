package io.communitycloud.team.mobilisation;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.team.Team;
import io.communitycloud.team.team.TeamSettings;
import io.communitycloud.team.team.TeamState;
import io.communitycloud.team.team.Teams;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Calls teams, takes their answers and lets them go: by a person's word, an activation's event, or the clock. */
@Service
class MobilisingTeams {

    private static final int AT_ONCE = 50;

    private final Mobilisations mobilisations;
    private final ChoosingTeams choosing;
    private final Teams teams;
    private final TeamSettings settings;
    private final AreaTree areas;
    private final Creations creations;
    private final Clock clock;

    MobilisingTeams(
            Mobilisations mobilisations,
            ChoosingTeams choosing,
            Teams teams,
            TeamSettings settings,
            AreaTree areas,
            Creations creations,
            Clock clock) {
        this.mobilisations = mobilisations;
        this.choosing = choosing;
        this.teams = teams;
        this.settings = settings;
        this.areas = areas;
        this.creations = creations;
        this.clock = clock;
    }

    /** Calls teams by a person's word. */
    Mobilisation call(String area, Order order, @Nullable IdempotencyKey key, Scope scope) {
        List<String> path = areas.scopeOf(area, "/area", scope);
        return creations.once(key, mobilisations::find, id -> {
            Instant now = clock.instant();
            if (!now.isBefore(order.due())) {
                throw new Refused(MobilisationRefusal.DUE_IN_THE_PAST);
            }
            Mobilisation called =
                    Mobilisation.call(id, area, path, order, choosing.candidates(order, Scope.area(area)), now);
            called.told().run(() -> mobilisations.save(called));
            return called;
        });
    }

    /**
     * Calls teams because an activation says so, or tells that there is none to call; under an id that comes from the
     * activation, so that twice is once.
     *
     * @throws Refused 503 while the area is not known: another topic brings the areas
     */
    void callForActivation(String id, String area, Order order) {
        if (mobilisations.find(id).isPresent()) {
            return;
        }
        List<String> path = areas.path(area);
        if (path.isEmpty()) {
            throw new Refused(Refusal.of("area-not-known-yet", Refusal.Kind.UNAVAILABLE));
        }
        try {
            mobilisations.save(callOrRefuse(id, area, path, order));
        } catch (DuplicateKeyException calledByAnotherInstance) {
            // It exists, which is all that was wanted.
        }
    }

    private Mobilisation callOrRefuse(String id, String area, List<String> path, Order order) {
        List<String> candidates;
        try {
            candidates = choosing.candidates(order, Scope.area(area));
        } catch (Refused nobody) {
            if (nobody.refusal() instanceof MobilisationRefusal why) {
                return Mobilisation.refused(id, area, path, order, why, clock.instant());
            }
            throw nobody;
        }
        return Mobilisation.call(id, area, path, order, candidates, clock.instant());
    }

    /**
     * Takes a team's answer. Who accepts does something, which keeps the team awake.
     *
     * @throws Refused 404 where there is no such mobilisation in the scope, else as the rules say
     */
    Mobilisation answer(
            String id,
            String teamId,
            CallAnswer answer,
            @Nullable String standIn,
            @Nullable String reason,
            @Nullable IdempotencyKey key,
            Scope scope) {
        Mobilisation found = mobilisations.require(id, scope);
        if ((answer == CallAnswer.STAND_IN) != (standIn != null)) {
            throw new Refused(MobilisationRefusal.STAND_IN_NAMED_WRONGLY);
        }
        if (standIn != null) {
            requireFit(standIn, found);
        }
        boolean exercise = found.order().exercise();
        if (answer == CallAnswer.ACCEPTED
                && !mobilisations.engaged(List.of(teamId), exercise, id).isEmpty()
                && !found.accepted().contains(teamId)) {
            throw new Refused(MobilisationRefusal.ENGAGED_ELSEWHERE);
        }
        Instant now = clock.instant();
        mobilisations.act(found, key, each -> each.answer(teamId, answer, standIn, reason, now));
        if (answer == CallAnswer.ACCEPTED) {
            teams.act(teamId, team -> team.didSomething(now, settings.untilDormant(), now));
        }
        return mobilisations.require(id, scope);
    }

    Mobilisation standDown(String id, StandDownReason reason, @Nullable IdempotencyKey key, Scope scope) {
        Mobilisation found = mobilisations.require(id, scope);
        mobilisations.act(found, key, each -> each.standDown(reason, clock.instant()));
        return mobilisations.require(id, scope);
    }

    /** Lets all teams go that an activation called. */
    void standDownAll(String cause, StandDownReason reason) {
        mobilisations.of(cause).forEach(each -> letGo(each, reason));
    }

    /** Lets the teams go that one step of an activation called. */
    void standDownStep(String id, StandDownReason reason) {
        mobilisations.find(id).ifPresent(each -> letGo(each, reason));
    }

    private void letGo(Mobilisation found, StandDownReason reason) {
        mobilisations.act(found, null, each -> {
            if (!each.isOver()) {
                each.standDown(reason, clock.instant());
            }
        });
    }

    /** Tells of those that are due and not manned; what several instances see at once is told once, by the write. */
    void look(Instant now) {
        for (Mobilisation each : mobilisations.firstDue(AT_ONCE)) {
            if (now.isBefore(each.due())) {
                return;
            }
            mobilisations.act(each, null, found -> found.overdue(now));
        }
    }

    private void requireFit(String standIn, Mobilisation mobilisation) {
        Order order = mobilisation.order();
        Team team = teams.find(standIn, Scope.area(mobilisation.area()))
                .filter(each -> each.status() == TeamState.ACTIVE
                        && (order.kinds().isEmpty() || order.kinds().contains(each.kind())))
                .orElseThrow(() -> new Refused(MobilisationRefusal.STAND_IN_UNFIT));
        if (!mobilisations
                .engaged(List.of(team.id()), order.exercise(), mobilisation.id())
                .isEmpty()) {
            throw new Refused(MobilisationRefusal.STAND_IN_UNFIT);
        }
    }
}
