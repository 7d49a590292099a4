package io.communitycloud.resource.conversion;

import io.communitycloud.resource.facility.FacilityMode;

/** Which way a facility is converted. */
public enum Direction {
    /** 平转战. */
    TO_EMERGENCY(FacilityMode.PEACETIME, FacilityMode.CONVERTING, FacilityMode.OPEN),
    /** 战转平. */
    TO_PEACETIME(FacilityMode.OPEN, FacilityMode.RESTORING, FacilityMode.PEACETIME);

    private final FacilityMode from;
    private final FacilityMode via;
    private final FacilityMode to;

    Direction(FacilityMode from, FacilityMode via, FacilityMode to) {
        this.from = from;
        this.via = via;
        this.to = to;
    }

    FacilityMode from() {
        return from;
    }

    FacilityMode via() {
        return via;
    }

    FacilityMode to() {
        return to;
    }
}
