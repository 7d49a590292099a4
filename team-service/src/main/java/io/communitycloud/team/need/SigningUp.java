package io.communitycloud.team.need;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.volunteer.Volunteer;
import io.communitycloud.team.volunteer.Volunteers;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lets volunteers sign up for what is needed where they serve and what they can, and withdraw again. */
@Service
class SigningUp {

    private static final Set<String> OFFICIALS = Set.of("social-worker", "committee-head");

    private final Needs needs;
    private final Volunteers volunteers;
    private final AreaTree areas;
    private final Clock clock;

    SigningUp(Needs needs, Volunteers volunteers, AreaTree areas, Clock clock) {
        this.needs = needs;
        this.volunteers = volunteers;
        this.areas = areas;
        this.clock = clock;
    }

    /**
     * Signs a volunteer up: she herself, or an official one of her area.
     *
     * @throws Refused 404 where the volunteer is not the caller's to speak for, else as the rules say
     */
    Need signUp(String needId, String volunteerId, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        Volunteer volunteer = ofCaller(volunteerId, caller, scope);
        return needs.act(needId, Scope.everything(), key, need -> {
            volunteer.requireActive();
            String skill = need.wanted().skill();
            if (skill != null && !volunteer.skills().contains(skill)) {
                throw new Refused(NeedRefusal.SKILL_MISSING);
            }
            if (!areas.within(need.area(), volunteer.serviceArea())) {
                throw new Refused(NeedRefusal.OUTSIDE_SERVICE_AREA);
            }
            need.signUp(volunteerId, clock.instant());
        });
    }

    Need leave(String needId, String volunteerId, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        ofCaller(volunteerId, caller, scope);
        return needs.act(needId, Scope.everything(), key, need -> need.leave(volunteerId, clock.instant()));
    }

    private Volunteer ofCaller(String volunteerId, Caller caller, Scope scope) {
        Volunteer volunteer = volunteers.require(volunteerId, scope);
        if (!caller.hasAny(OFFICIALS) && !volunteer.residentId().equals(caller.residentId())) {
            throw Refused.notFound();
        }
        return volunteer;
    }
}
