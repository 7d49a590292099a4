package io.communitycloud.resident.resident;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refusal.Kind;

/** Why a resident's entry cannot be made or changed as asked. */
final class ResidentRefusal {

    /** The person is in the register already, here or in another committee. */
    static final Refusal ALREADY_REGISTERED =
            Refusal.of("already-registered", Kind.CONFLICT).at("/idNumber");

    /** Somebody else is registering the same person at this moment. */
    static final Refusal BEING_REGISTERED = Refusal.of("being-registered", Kind.CONFLICT);

    /** The person lives in that household already. */
    static final Refusal LIVES_THERE_ALREADY =
            Refusal.of("lives-there-already", Kind.CONFLICT).at("/householdId");

    /** The person belongs to that organisation already. */
    static final Refusal BELONGS_TO_IT =
            Refusal.of("belongs-to-it-already", Kind.CONFLICT).at("/organisationId");

    /** The person does not belong to that organisation. */
    static final Refusal BELONGS_NOT_TO_IT = Refusal.of("belongs-not-to-it", Kind.CONFLICT);

    /** Nothing more can happen to the entry of a person who died. */
    static final Refusal DECEASED = Refusal.of("resident-deceased", Kind.CONFLICT);

    /**
     * The day lies in the future, before the person was born, or before the present link began.
     *
     * @param pointer the member that says the day
     */
    static Refusal dayOutOfOrder(String pointer) {
        return Refusal.of("day-out-of-order", Kind.RULE).at(pointer);
    }

    /** The household lies in another area than the one given. */
    static final Refusal HOUSEHOLD_ELSEWHERE =
            Refusal.of("household-elsewhere", Kind.RULE).at("/householdId");

    private ResidentRefusal() {}
}
