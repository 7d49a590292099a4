package io.communitycloud.notice.household;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import org.jspecify.annotations.Nullable;

/** Follows which household each resident belongs to. */
@Listens("resident.residents.v1")
class ResidentListener {

    private static final String ACTIVE = "ACTIVE";

    private final Members members;

    ResidentListener(Members members) {
        this.members = members;
    }

    @On({"communitycloud.resident.registered.v1", "communitycloud.resident.moved.v1"})
    void livesThere(ResidentTold event, EventMeta meta) {
        members.belongs(meta, event.householdId());
    }

    @On({"communitycloud.resident.died.v1", "communitycloud.resident.removed.v1"})
    void left(ResidentTold event, EventMeta meta) {
        members.belongs(meta, null);
    }

    @On("communitycloud.resident.state.v1")
    void state(ResidentStateTold event, EventMeta meta) {
        members.belongs(meta, ACTIVE.equals(event.status()) ? event.householdId() : null);
    }

    /** What is read of a resident who was registered, moved, or left. */
    record ResidentTold(@Nullable String householdId) {}

    /** What is read of a resident's state. */
    record ResidentStateTold(@Nullable String householdId, String status) {}
}
