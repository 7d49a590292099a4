package io.communitycloud.resident.dwelling;

/** Says whether anybody lives in a home; answered by the households. */
@FunctionalInterface
public interface Occupancy {

    boolean isLivedIn(String dwellingId);
}
