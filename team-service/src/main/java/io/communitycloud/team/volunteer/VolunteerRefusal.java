package io.communitycloud.team.volunteer;

import io.communitycloud.common.web.Refusal;
import org.jspecify.annotations.Nullable;

/** Why a volunteer cannot be registered, changed or bound as asked. */
public enum VolunteerRefusal implements Refusal {
    ALREADY_A_VOLUNTEER("already-a-volunteer", Kind.CONFLICT, "/residentId"),

    WITHDRAWN("volunteer-withdrawn", Kind.CONFLICT, null),

    /** Nobody of this id is in the register, as far as it is known here. */
    RESIDENT_UNKNOWN("resident-not-known", Kind.RULE, "/residentId"),

    /** A volunteer serves where she lives: in her committee, or in the street or district it lies in. */
    AREA_WITHOUT_HOME("service-area-without-home", Kind.RULE, "/serviceArea"),

    GUARDIAN_REQUIRED("guardian-required", Kind.RULE, "/guardian"),

    /** A guardian is another person of the register, and for minors only. */
    GUARDIAN_UNFIT("guardian-unfit", Kind.RULE, "/guardian"),

    SLOT_UNSOUND("slot-ends-before-it-begins", Kind.RULE, "/availability"),

    NOT_OF_THE_TEAM("not-in-team", Kind.CONFLICT, "/team"),

    /** Minors are not sent to a door behind which somebody may be ill. */
    MINOR_NOT_BOUND("minor-not-bound", Kind.RULE, null),

    HOUSEHOLD_UNKNOWN("household-not-known", Kind.RULE, "/householdId"),

    OUTSIDE_SERVICE_AREA("household-outside-service-area", Kind.RULE, "/householdId"),

    OWN_HOUSEHOLD("own-household", Kind.RULE, "/householdId"),

    /** No order keeps the household at home, as far as it is known here, and none was named. */
    NOT_QUARANTINED("household-not-quarantined", Kind.RULE, "/householdId"),

    ORDER_OF_ANOTHER("order-of-another-household", Kind.RULE, "/orderId"),

    QUARANTINE_OVER("quarantine-over", Kind.CONFLICT, "/orderId"),

    ALREADY_BOUND("already-bound", Kind.CONFLICT, "/householdId"),

    /** Who is quarantined serves nobody. */
    QUARANTINED_HERSELF("volunteer-quarantined", Kind.CONFLICT, null),

    TOO_MANY_HOUSEHOLDS("too-many-households", Kind.RULE, null),

    NO_SUCH_BINDING("not-found", Kind.NOT_FOUND, null),

    ALREADY_RELEASED("already-released", Kind.CONFLICT, null);

    private final String code;
    private final Kind kind;
    private final @Nullable String pointer;

    VolunteerRefusal(String code, Kind kind, @Nullable String pointer) {
        this.code = code;
        this.kind = kind;
        this.pointer = pointer;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String pointer() {
        return pointer;
    }
}
