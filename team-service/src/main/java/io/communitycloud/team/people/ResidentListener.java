package io.communitycloud.team.people;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import io.communitycloud.team.people.ResidentFollower.Parting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows where residents live, and tells those who have to do something about it. */
@Listens("resident.residents.v1")
class ResidentListener {

    private static final String ACTIVE = "ACTIVE";
    private static final String DECEASED = "DECEASED";

    private final Residents residents;
    private final List<ResidentFollower> followers;

    ResidentListener(Residents residents, List<ResidentFollower> followers) {
        this.residents = residents;
        this.followers = followers;
    }

    /** Who is new is in nothing yet, so nobody else need be told: an import brings tens of thousands of these. */
    @On("communitycloud.resident.registered.v1")
    void registered(ResidentTold event, EventMeta meta) {
        residents.remember(meta, new KnownResident(meta.subject(), event.area(), event.householdId(), true));
    }

    @On("communitycloud.resident.moved.v1")
    void moved(ResidentTold event, EventMeta meta) {
        settle(event.area(), event.householdId(), meta);
    }

    @On("communitycloud.resident.died.v1")
    void died(ResidentTold event, EventMeta meta) {
        part(event.area(), Parting.DIED, meta);
    }

    @On("communitycloud.resident.removed.v1")
    void removed(ResidentTold event, EventMeta meta) {
        part(event.area(), Parting.REMOVED, meta);
    }

    @On("communitycloud.resident.state.v1")
    void state(ResidentStateTold event, EventMeta meta) {
        if (event.status().equals(ACTIVE)) {
            settle(event.area(), event.householdId(), meta);
        } else {
            part(event.area(), event.status().equals(DECEASED) ? Parting.DIED : Parting.REMOVED, meta);
        }
    }

    private void settle(String area, @Nullable String household, EventMeta meta) {
        if (!residents.knows(meta)) {
            followers.forEach(each -> each.livesIn(meta.subject(), area));
            residents.remember(meta, new KnownResident(meta.subject(), area, household, true));
        }
    }

    private void part(String area, Parting parting, EventMeta meta) {
        if (!residents.knows(meta)) {
            followers.forEach(each -> each.isGone(meta.subject(), parting));
            residents.remember(meta, new KnownResident(meta.subject(), area, null, false));
        }
    }

    /** What is read of a resident who was registered, moved, or left. */
    record ResidentTold(String area, @Nullable String householdId) {}

    /** What is read of a resident's state. */
    record ResidentStateTold(String area, @Nullable String householdId, String status) {}
}
