package io.communitycloud.team.team;

/** Where a team stands; what it does moves it. */
public enum TeamState {
    /** Entered in the committee's list (备案), nothing done yet. */
    FOUNDED,
    /** It does something. */
    ACTIVE,
    /** It has done nothing for a while; the next activity wakes it. */
    DORMANT,
    /** It is no more. */
    DISSOLVED
}
