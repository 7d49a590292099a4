package io.communitycloud.team.team;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.people.KnownResident;
import io.communitycloud.team.people.ResidentFollower;
import io.communitycloud.team.people.Residents;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may be in a team: residents of its area, and only while they live there. */
@Component
class Membership implements ResidentFollower {

    private final Teams teams;
    private final Residents residents;
    private final AreaTree areas;

    Membership(Teams teams, Residents residents, AreaTree areas) {
        this.teams = teams;
        this.residents = residents;
        this.areas = areas;
    }

    /**
     * Holds a resident to the area of a team.
     *
     * @param pointer the member of the request that names her
     * @throws Refused 422 where she is not in the register or lives elsewhere
     */
    void requireOfArea(String residentId, String area, String pointer) {
        KnownResident resident = residents
                .present(residentId)
                .orElseThrow(() -> new Refused(new At(TeamRefusal.RESIDENT_UNKNOWN, pointer)));
        if (!areas.within(resident.area(), area)) {
            throw new Refused(new At(TeamRefusal.LIVES_ELSEWHERE, pointer));
        }
    }

    @Override
    public void livesIn(String residentId, String committee) {
        for (String id : teams.idsOf(residentId)) {
            teams.act(id, team -> {
                if (!areas.within(committee, team.area())) {
                    team.part(residentId, LeavingReason.MOVED);
                }
            });
        }
    }

    @Override
    public void isGone(String residentId, Parting parting) {
        LeavingReason reason = switch (parting) {
            case DIED -> LeavingReason.DIED;
            case REMOVED -> LeavingReason.REMOVED;
        };
        for (String id : teams.idsOf(residentId)) {
            teams.act(id, team -> team.part(residentId, reason));
        }
    }

    /** The same refusal of another member of the request. */
    private record At(TeamRefusal refusal, String where) implements Refusal {
        @Override
        public String code() {
            return refusal.code();
        }

        @Override
        public Kind kind() {
            return refusal.kind();
        }

        @Override
        public @Nullable String pointer() {
            return where;
        }
    }
}
