package io.communitycloud.team.volunteer;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Claims;
import io.communitycloud.common.events.store.Claims.Outcome;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.kind.Kinds;
import io.communitycloud.team.people.KnownResident;
import io.communitycloud.team.people.ResidentFollower;
import io.communitycloud.team.people.Residents;
import io.communitycloud.team.team.Teams;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Enters residents as volunteers, each once, and follows what becomes of them. */
@Service
class RegisteringVolunteers implements ResidentFollower {

    private final Volunteers volunteers;
    private final Residents residents;
    private final Teams teams;
    private final Kinds kinds;
    private final AreaTree areas;
    private final Claims claims;
    private final Creations creations;
    private final Clock clock;

    RegisteringVolunteers(
            Volunteers volunteers,
            Residents residents,
            Teams teams,
            Kinds kinds,
            AreaTree areas,
            Claims claims,
            Creations creations,
            Clock clock) {
        this.volunteers = volunteers;
        this.residents = residents;
        this.teams = teams;
        this.kinds = kinds;
        this.areas = areas;
        this.claims = claims;
        this.creations = creations;
        this.clock = clock;
    }

    /**
     * Enters a resident: an official one who lives in her area, a resident herself.
     *
     * @throws Refused 404 where she is not the caller's to enter, else as the rules say
     */
    Volunteer register(String residentId, Offer offer, @Nullable IdempotencyKey key, Scope scope) {
        KnownResident resident =
                residents.present(residentId).orElseThrow(() -> new Refused(VolunteerRefusal.RESIDENT_UNKNOWN));
        List<String> home = homeOf(resident.area());
        List<String> keys = new ArrayList<>(home);
        keys.add("resident:" + residentId);
        if (!scope.covers(keys)) {
            throw Refused.notFound();
        }
        return creations.once(key, volunteers::find, id -> {
            check(residentId, home, offer);
            claim(residentId, id);
            Volunteer volunteer = Volunteer.register(id, residentId, home, offer, clock.instant());
            volunteers.save(volunteer);
            return volunteer;
        });
    }

    Volunteer correct(String id, IfMatch version, Scope scope, UnaryOperator<Offer> correction) {
        return volunteers.change(id, scope, version, volunteer -> {
            Offer corrected = correction.apply(volunteer.offer());
            List<String> home = homeOf(volunteer.area());
            check(volunteer.residentId(), home, corrected);
            volunteer.correct(corrected, home);
        });
    }

    Volunteer withdraw(String id, WithdrawalReason reason, @Nullable IdempotencyKey key, Scope scope) {
        Volunteer withdrawn = volunteers.act(id, scope, key, volunteer -> {
            volunteer.requireActive();
            volunteer.withdraw(reason, clock.instant());
        });
        // Where a crash comes between, the claim counts as abandoned after a minute: she is no volunteer any more.
        claims.release(claimOn(withdrawn.residentId()), id);
        return withdrawn;
    }

    private void check(String residentId, List<String> home, Offer offer) {
        kinds.checkSkills(offer.skills(), "/skills");
        if (!home.contains(offer.serviceArea())) {
            throw new Refused(VolunteerRefusal.AREA_WITHOUT_HOME);
        }
        if (!offer.availability().stream().allMatch(Slot::isSound)) {
            throw new Refused(VolunteerRefusal.SLOT_UNSOUND);
        }
        Guardian guardian = offer.guardian();
        boolean adult = offer.ageGroup() == AgeGroup.ADULT;
        if (guardian == null && !adult) {
            throw new Refused(VolunteerRefusal.GUARDIAN_REQUIRED);
        }
        if (guardian != null
                && (adult
                        || guardian.residentId().equals(residentId)
                        || residents.present(guardian.residentId()).isEmpty())) {
            throw new Refused(VolunteerRefusal.GUARDIAN_UNFIT);
        }
        String team = offer.team();
        if (team != null
                && teams.find(team, Scope.everything())
                        .flatMap(found -> found.member(residentId))
                        .isEmpty()) {
            throw new Refused(VolunteerRefusal.NOT_OF_THE_TEAM);
        }
    }

    private void claim(String residentId, String id) {
        Outcome outcome = claims.claim(
                "volunteer:" + residentId,
                "volunteer",
                id,
                holder -> volunteers
                        .find(holder)
                        .filter(found -> found.status() == VolunteerState.ACTIVE)
                        .isPresent());
        boolean ours = switch (outcome) {
            case Outcome.Won won -> true;
            case Outcome.Held held -> held.target().equals(id);
            case Outcome.Pending pending -> false;
        };
        if (!ours) {
            throw new Refused(VolunteerRefusal.ALREADY_A_VOLUNTEER);
        }
    }

    private static String claimOn(String residentId) {
        return "volunteer:" + residentId;
    }

    private List<String> homeOf(String committee) {
        List<String> path = areas.path(committee);
        if (path.isEmpty()) {
            throw new Refused(Refusal.of("area-not-known-yet", Refusal.Kind.UNAVAILABLE));
        }
        return path;
    }

    @Override
    public void livesIn(String residentId, String committee) {
        for (String id : volunteers.idsOf(residentId)) {
            List<String> home = homeOf(committee);
            volunteers.act(id, volunteer -> volunteer.move(home, clock.instant()));
        }
    }

    @Override
    public void isGone(String residentId, Parting parting) {
        WithdrawalReason reason = switch (parting) {
            case DIED -> WithdrawalReason.DIED;
            case REMOVED -> WithdrawalReason.REMOVED;
        };
        for (String id : volunteers.idsOf(residentId)) {
            volunteers.act(id, volunteer -> volunteer.withdraw(reason, clock.instant()));
        }
        for (String id : volunteers.idsOfWardsOf(residentId)) {
            volunteers.act(id, volunteer -> volunteer.withdraw(WithdrawalReason.GUARDIAN_GONE, clock.instant()));
        }
    }
}
