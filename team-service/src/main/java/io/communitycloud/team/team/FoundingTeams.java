package io.communitycloud.team.team;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Claims;
import io.communitycloud.common.events.store.Claims.Outcome;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.kind.Kinds;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Founds teams, puts them right and ends them; in one area no two that live have the same name. */
@Service
class FoundingTeams {

    private final Teams teams;
    private final Membership membership;
    private final Engagements engagements;
    private final Kinds kinds;
    private final AreaTree areas;
    private final Claims claims;
    private final Creations creations;
    private final Clock clock;

    FoundingTeams(
            Teams teams,
            Membership membership,
            Engagements engagements,
            Kinds kinds,
            AreaTree areas,
            Claims claims,
            Creations creations,
            Clock clock) {
        this.teams = teams;
        this.membership = membership;
        this.engagements = engagements;
        this.kinds = kinds;
        this.areas = areas;
        this.claims = claims;
        this.creations = creations;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param leader the resident who leads it
     */
    record FoundTeam(String area, String kind, Description description, String leader) {}

    Team found(FoundTeam wish, @Nullable IdempotencyKey key, Scope scope) {
        List<String> path = areas.scopeOf(wish.area(), "/area", scope);
        kinds.named(wish.kind(), "/kind");
        kinds.checkSkills(wish.description().skills(), "/skills");
        return creations.once(key, id -> teams.find(id, Scope.everything()), id -> {
            membership.requireOfArea(wish.leader(), wish.area(), "/leader");
            claimName(wish.area(), wish.description().name(), id);
            Team team =
                    Team.found(id, wish.area(), path, wish.kind(), wish.description(), wish.leader(), clock.instant());
            teams.save(team);
            return team;
        });
    }

    Team correct(String id, IfMatch version, Scope scope, UnaryOperator<Description> correction) {
        Team before = teams.require(id, scope);
        Team after = teams.change(id, scope, version, team -> {
            Description corrected = correction.apply(team.description());
            kinds.checkSkills(corrected.skills(), "/skills");
            team.correct(corrected);
            if (!corrected.name().equals(before.description().name())) {
                claimName(team.area(), corrected.name(), id);
            }
        });
        if (!after.description().name().equals(before.description().name())) {
            claims.release(nameOf(before.area(), before.description().name()), id);
        }
        return after;
    }

    /** Ends a team and frees its name. */
    Team dissolve(String id, DissolutionReason reason, @Nullable IdempotencyKey key, Scope scope) {
        Team dissolved = teams.act(id, scope, key, team -> {
            if (engagements.isEngaged(id)) {
                throw new Refused(TeamRefusal.MOBILISED);
            }
            team.dissolve(reason, clock.instant());
        });
        claims.release(nameOf(dissolved.area(), dissolved.description().name()), id);
        return dissolved;
    }

    private void claimName(String area, String name, String id) {
        Outcome outcome = claims.claim(
                nameOf(area, name),
                "team-name",
                id,
                holder -> teams.find(holder, Scope.everything())
                        .filter(team -> team.status() != TeamState.DISSOLVED
                                && team.description().name().equals(name))
                        .isPresent());
        boolean ours = switch (outcome) {
            case Outcome.Won won -> true;
            case Outcome.Held held -> held.target().equals(id);
            case Outcome.Pending pending -> false;
        };
        if (!ours) {
            throw new Refused(TeamRefusal.NAME_TAKEN);
        }
    }

    private static String nameOf(String area, String name) {
        return "team-name:" + area + ":" + name;
    }
}
