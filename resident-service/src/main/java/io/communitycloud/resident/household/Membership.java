package io.communitycloud.resident.household;

/** Says whether anybody belongs to a household; answered by the residents. */
public interface Membership {

    boolean hasMembers(String householdId);

    /** Whether a person who was about to be entered somewhere is there. */
    boolean hasArrived(String residentId);
}
