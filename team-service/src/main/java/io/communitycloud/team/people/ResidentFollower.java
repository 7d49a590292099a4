package io.communitycloud.team.people;

/**
 * Draws a consequence from what happens to residents.
 *
 * <p>It is told before the event is remembered, so that a crash in between repeats it: telling twice must be harmless.
 */
public interface ResidentFollower {

    /** A resident lives in this committee now. */
    void livesIn(String residentId, String committee);

    /** A resident is no more: she died, or was taken out of the register. */
    void isGone(String residentId, Parting parting);

    /** Why somebody is no more. */
    enum Parting {
        DIED,
        REMOVED
    }
}
