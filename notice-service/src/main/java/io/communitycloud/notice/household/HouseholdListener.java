package io.communitycloud.notice.household;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Follows which households there are. */
@Listens("resident.households.v1")
class HouseholdListener {

    private final Households households;
    private final AreaPaths paths;

    HouseholdListener(Households households, AreaPaths paths) {
        this.households = households;
        this.paths = paths;
    }

    @On("communitycloud.resident.household-formed.v1")
    void formed(HouseholdTold event, EventMeta meta) {
        households.isThere(meta, event.area(), paths.of(event.area()));
    }

    @On("communitycloud.resident.household-dissolved.v1")
    void dissolved(HouseholdTold event, EventMeta meta) {
        households.isGone(meta, event.area(), paths.of(event.area()));
    }

    @On("communitycloud.resident.household-state.v1")
    void state(HouseholdStateTold event, EventMeta meta) {
        if (event.dissolved()) {
            households.isGone(meta, event.area(), paths.of(event.area()));
        } else {
            households.isThere(meta, event.area(), paths.of(event.area()));
        }
    }

    /** What is read of a household that was formed or dissolved. */
    record HouseholdTold(String area) {}

    /** What is read of a household's state. */
    record HouseholdStateTold(String area, boolean dissolved) {}
}
