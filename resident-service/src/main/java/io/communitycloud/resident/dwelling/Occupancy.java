package io.communitycloud.resident.dwelling;

/** Says whether anybody lives in a home; answered by the households. */
public interface Occupancy {

    boolean isLivedIn(String dwellingId);

    /** Whether a household that was about to move in somewhere is there. */
    boolean hasArrived(String householdId);
}
