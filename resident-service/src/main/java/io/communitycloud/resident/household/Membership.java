package io.communitycloud.resident.household;

/** Says whether anybody belongs to a household; answered by the residents. */
@FunctionalInterface
public interface Membership {

    boolean hasMembers(String householdId);
}
