package io.communitycloud.emergency.incident;

import java.util.Locale;
import java.util.Set;

/** Where an incident stands; the ways between these are the data's ({@code life_cycle} of the catalogue). */
public enum IncidentState {
    DETECTED,
    REPORTED,
    VERIFIED,
    GRADED,
    RESPONDING,
    CONTROLLED,
    RECOVERING,
    CLOSED,
    REVIEWED,
    FALSE_ALARM,

    /** Reported once more by somebody else; it goes on as part of the first report. Not in the data. */
    JOINED;

    private static final Set<IncidentState> OVER = Set.of(CLOSED, REVIEWED, FALSE_ALARM, JOINED);

    /** Whether nobody has anything to do about it any more. */
    public boolean isOver() {
        return OVER.contains(this);
    }

    /** Its name in the data. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
